package org.hubwarden.audit;

/** The stable name of each sort of change, and the verb it takes. Programs read the name, so it never changes. */
public enum ChangeKind {
    ACCOUNT_CREATE("account.create", "account", "create", "created"),
    ACCOUNT_ADOPT("account.adopt", "account", "adopt", "adopted"),
    ACCOUNT_LOCK("account.lock", "account", "lock", "locked"),
    ACCOUNT_UNLOCK("account.unlock", "account", "unlock", "unlocked"),
    ACCOUNT_REPAIR("account.repair", "account", "repair", "repaired"),
    GROUP_CREATE("group.create", "group", "create", "created"),
    GROUP_ADOPT("group.adopt", "group", "adopt", "adopted"),
    GROUP_TIDY("group.tidy", "group", "tidy", "tidied"),
    MEMBER_ADD("group.member.add", "member", "add", "added"),
    MEMBER_REMOVE("group.member.remove", "member", "remove", "removed"),
    HOME_CREATE("home.create", "home", "create", "created"),
    HOME_CLOSE("home.close", "home", "close", "closed to others"),
    SUDOERS_GRANT("sudoers.grant", "sudoers", "write", "written"),
    SUDOERS_DENY("sudoers.deny", "sudoers", "write", "written"),
    SUDOERS_LIFT("sudoers.lift", "sudoers", "write", "written");

    private final String id;
    private final String noun;
    private final String verb;
    private final String past;

    ChangeKind(String id, String noun, String verb, String past) {
        this.id = id;
        this.noun = noun;
        this.verb = verb;
        this.past = past;
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

    /** Whether a plan's symbol alone says the verb. */
    public boolean isSaidBySymbol() {
        return switch (verb) {
            case "create", "add", "remove" -> true;
            default -> false;
        };
    }
}
