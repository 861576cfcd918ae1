package org.hubwarden.audit;

/** The stable name of each sort of change, and the verb it takes. Programs read the name and the id, so they never change. */
public enum ChangeKind {
    ACCOUNT_CREATE("account.create", "account", "create", "created", "0b99b3aa4f9b4a9e86b4645301a776e6"),
    ACCOUNT_ADOPT("account.adopt", "account", "adopt", "adopted", "f7fc820c63b74333ae80c7ee530b6caf"),
    ACCOUNT_LOCK("account.lock", "account", "lock", "locked", "5bba907d38ef4440bab72a1a553e61cb"),
    ACCOUNT_UNLOCK("account.unlock", "account", "unlock", "unlocked", "ed4f729366c94af996bf3fbf1874819f"),
    ACCOUNT_REPAIR("account.repair", "account", "repair", "repaired", "07a894af30c442e3a3f61ebdafede471"),
    GROUP_CREATE("group.create", "group", "create", "created", "7c943b76c9ed4924abec7dda7c3c7b8a"),
    GROUP_ADOPT("group.adopt", "group", "adopt", "adopted", "7aa930ece0374abcb1c030ff4d7aa141"),
    GROUP_TIDY("group.tidy", "group", "tidy", "tidied", "3adebce0ff5c4c469b040544a6b2ee50"),
    MEMBER_ADD("group.member.add", "member", "add", "added", "d4334abc669f4ba686d5aec4bc0b4a69"),
    MEMBER_REMOVE("group.member.remove", "member", "remove", "removed", "c233b05c888f469294e6302538447838"),
    HOME_CREATE("home.create", "home", "create", "created", "75a5bf24994f475ea95475c0984f5b92"),
    HOME_REGROUP("home.regroup", "home", "regroup", "regrouped", "f38d9ec85c414b99b84727ba55e6fcdd"),
    HOME_CLOSE("home.close", "home", "close", "closed to others", "acbe856f1fd24a429cebaf0fbe350f98"),
    SUDOERS_GRANT("sudoers.grant", "sudoers", "write", "written", "fe2fc1af42164bdea5b40f0ecbd88fcd"),
    SUDOERS_DENY("sudoers.deny", "sudoers", "write", "written", "282a654df92249e1bb043063b33494ae"),
    SUDOERS_LIFT("sudoers.lift", "sudoers", "write", "written", "fb4dfbd30a194e849abbbf94d87137d0"),
    SUDOERS_WITHDRAW("sudoers.withdraw", "sudoers", "remove", "removed", "27a1f8c6e76046dd991f0d5b118f9e15"),
    UNIT_FILE_WRITE("unit.file.write", "unit file", "write", "written", "b46a2306a9a84785b73b5f00b826f06d"),
    UNIT_FILE_REMOVE("unit.file.remove", "unit file", "remove", "removed", "1ddf0583ed8341d1bba9fe46144e6dc5"),
    UNIT_RELOAD("unit.reload", "unit files", "reload", "reloaded", "b5a9a80230d04d57ae3ca31bc62d8684"),
    UNIT_ADJUST("unit.adjust", "unit", "adjust", "adjusted", "9d0f987389b24f12a6f2897835a7246f"),
    UNIT_STOP("unit.stop", "unit", "stop", "stopped", "f3f947707a934d288a3e929aaa7fe611"),
    UNIT_START("unit.start", "unit", "start", "started", "4c668dbfe5e544ec8fe34172516281a4"),
    UNIT_RESTART("unit.restart", "unit", "restart", "restarted", "e241cd36234b4548b560054d86e196b9"),
    LEAVING_SUDO("leaving.sudo", "sudo", "forget", "forgotten", "031d7b277b964c579fd3626d59c830e3"),
    LEAVING_MASK("leaving.mask", "unit", "mask", "masked", "f23418b9a12d435399e8c643d5520807"),
    LEAVING_TELL("leaving.tell", "terminals", "tell", "told", "f744bf969c5d46a68b67e2cc928f4a43"),
    ACCOUNT_PURGE("account.purge", "account", "purge", "purged", "9a3810ddc5bb429b9758270d8697a4eb"),
    LEAVING_HALT("leaving.halt", "unit", "halt", "halted", "682a7b90ea0e41639f057adb6e0ec1d6"),
    LEAVING_JOBS("leaving.jobs", "jobs", "set aside", "set aside", "a65107c815ec4b459bc1de1ffbabdc1a"),
    LEAVING_SESSIONS("leaving.sessions", "sessions", "end", "ended", "8c8a4c2fb0a745a8a1a6a7da014b2f2e"),
    LEAVING_PROCESSES("leaving.processes", "processes", "end", "ended", "7a9cec343cf84d97848861b15c55b506"),
    LEAVING_KEYS("leaving.keys", "keys", "close", "closed", "1259cb924d65482da821cd0fcd38ba04"),
    LEAVING_LIST("leaving.list", "files", "list", "being listed", "4cbeb730a84d457db6cd1b2203497343"),
    LEAVING_FILES("leaving.files", "files", "keep in mind", "left elsewhere", "b122803ef7b14bd5bed41f66b160849c"),
    LEAVING_PACK("leaving.pack", "home", "pack", "being packed", "906a259cc5984fe1b8542334a6f4be44"),
    LEAVING_ARCHIVE("leaving.archive", "home", "archive", "archived", "835190d6a21947a6a7830d712d2f1d17"),
    LEAVING_RESTORE("leaving.restore", "home", "restore", "being restored", "1c84442ccb9d49c7b1d61e49219c76f6"),
    LEAVING_GIVE_BACK("leaving.give_back", "home", "give back", "given back", "e6d433b645014b0ca7291b6c6cb58537"),
    RETURN_UNMASK("return.unmask", "unit", "unmask", "unmasked", "3a45e224f29440a8b567cff40c4ec142"),
    RETURN_TAKE_BACK("return.jobs", "jobs", "put back", "put back", "9b1c130f125f4c6094b6478ada82767c"),
    DEMOTION_TELL("demotion.tell", "user", "tell", "told", "d535fc83bdce4cd0b5cccaf8f6a2a7dc"),
    DEMOTION_END("demotion.end", "processes", "end", "ended", "207ee501f5004077b11ee05510fe73bb"),
    DEMOTION_SERVE("demotion.serve", "server", "start again", "started again", "5c1a2888f4f6441195366a9ec57e1793"),
    DEMOTION_KILL("demotion.kill", "processes", "kill", "killed", "e42e5281f9b849be80effa7752a36c61"),
    DEMOTION_SEARCH("demotion.search", "files", "search for", "searched for", "18befc1f26ed430c8fda9c359343bb47"),
    DEMOTION_TAKE_BIT("demotion.setgid", "file", "change", "changed", "c58ab9b639b34254af5be91bc8329881"),
    DEMOTION_PROVE("demotion.prove", "demotion", "prove", "proved", "66a6b358fd6744168c34e3387216fa6c");

    private final String id;
    private final String noun;
    private final String verb;
    private final String past;
    private final String messageId;

    ChangeKind(String id, String noun, String verb, String past, String messageId) {
        this.id = id;
        this.noun = noun;
        this.verb = verb;
        this.past = past;
        this.messageId = messageId;
    }

    /** For programs, for example {@code account.create}. */
    public String id() {
        return id;
    }

    /** What sort of thing is changed. */
    public String noun() {
        return noun;
    }

    /** What is done to it. */
    public String verb() {
        return verb;
    }

    /** What was done to it. */
    public String past() {
        return past;
    }

    /** The {@code MESSAGE_ID} of its entry in the journal once it is done. */
    public String messageId() {
        return messageId;
    }

    /** Whether a plan's symbol alone says the verb. */
    public boolean isSaidBySymbol() {
        return switch (verb) {
            case "create", "add", "remove" -> true;
            default -> false;
        };
    }
}
