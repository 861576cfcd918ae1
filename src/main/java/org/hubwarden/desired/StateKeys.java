package org.hubwarden.desired;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hubwarden.desired.Kind.Amount;
import org.hubwarden.desired.Kind.CommandLine;
import org.hubwarden.desired.Kind.Exactly;
import org.hubwarden.desired.Kind.Listed;
import org.hubwarden.desired.Kind.Named;
import org.hubwarden.desired.Kind.Names;
import org.hubwarden.desired.Kind.Section;
import org.hubwarden.desired.Kind.Shaped;
import org.hubwarden.desired.Kind.Truth;
import org.hubwarden.desired.Kind.Whole;
import org.hubwarden.desired.Kind.Word;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;

/**
 * Every key of the state file, once: what the parser reads, what the schema tells editors, and what the manual says. A key
 * arrives here together with the code that obeys it.
 */
public final class StateKeys {

    /** The version of the format that is read. */
    static final long FORMAT = 1;

    /** Below, distributions give ids out by fixed tables. */
    private static final long LOWEST_ID = 100;

    /** The most that a brake lets pass. */
    private static final long MOST_PEOPLE = 100_000;

    private static final Names HUB_NAMES = new Names(HubName.SHAPE, HubName.MAX_LENGTH);
    private static final Names GROUP_NAMES = new Names(GroupName.SHAPE, GroupName.MAX_LENGTH);

    // Limits, wherever they stand.

    static final Key<Shaped<Long>> MEMORY =
            Key.of("memory", LimitsSection.memory(), "The most memory, for example 4G. What would need more is ended.");
    static final Key<Shaped<Long>> CPU =
            Key.of("cpu", LimitsSection.processors(), "The most processor time, in processors, for example 1.5.");
    static final Key<Shaped<Long>> TASKS =
            Key.of("tasks", LimitsSection.tasks(), "The most processes and threads at a time.");
    static final KeySet LIMITS = KeySet.of("limits", List.of(MEMORY, CPU, TASKS));

    // The settings of a user or an admin.

    static final Key<Listed> USER_GROUPS =
            Key.of("groups", new Listed(GROUP_NAMES), "Groups from the section groups that the user is a member of.");
    static final Key<Truth> USER_ADOPT = Key.of(
                    "adopt",
                    new Truth(),
                    "Take over the account of that name although hubwarden did not make it, once its ids, group and home"
                            + " have passed the checks.")
            .orElse("false");
    static final Key<Section> USER_LIMITS = Key.of(
            "limits",
            new Section(LIMITS),
            "Limits of the user's server. What they do not say, the user's groups say, and then the defaults.");
    static final Key<Word<Boolean>> USER_SANDBOX = Key.of(
                    "sandbox",
                    new Word<>(Choices.sandboxes()),
                    "How much the user's server is kept from, but for a /tmp of its own, which every server has.")
            .orElse("standard");
    static final Key<Truth> USER_AUTOSTART = Key.of(
                    "autostart", new Truth(), "Keep the user's server running, for a machine without a hub.")
            .orElse("false");
    static final Key<Shaped<Until>> USER_UNTIL = Key.of(
            "until",
            new Shaped<>(Until.SHAPE, Until.LONGEST, Until.WANTED, Until::read),
            "When it ends by itself: a day, which counts to its end where the machine is, or a moment. Under users the"
                    + " account ends, under admins its use of sudo.");
    static final KeySet USER = KeySet.of(
            "the settings of a user",
            List.of(USER_GROUPS, USER_ADOPT, USER_UNTIL, USER_LIMITS, USER_SANDBOX, USER_AUTOSTART));

    // The settings of a group.

    static final Key<Truth> GROUP_ADOPT = Key.of(
                    "adopt", new Truth(), "Use the group of that name although hubwarden did not make it.")
            .orElse("false");
    static final Key<Section> GROUP_LIMITS = Key.of(
            "limits", new Section(LIMITS), "Limits of each member's server. Of several groups the highest counts.");
    static final Key<Truth> GROUP_ROOT = Key.of(
                    "root_equivalent",
                    new Truth(),
                    "It is known and meant that members are as good as root, as those of docker, disk or sudo are. Such a"
                            + " group is refused without it, and who is put into it counts as one who becomes an admin.")
            .orElse("false");
    static final KeySet GROUP = KeySet.of("the settings of a group", List.of(GROUP_ADOPT, GROUP_LIMITS, GROUP_ROOT));

    // defaults

    static final Key<Shaped<String>> SHELL =
            path("shell", "Login shell of new accounts.").orElse(Defaults.STANDARD.shell());
    static final Key<Shaped<String>> HOME =
            path("home", "Directory that holds the homes of new accounts.").orElse(Defaults.STANDARD.home());
    static final Key<Word<HomeMode>> HOME_MODE = Key.of(
                    "home_mode", new Word<>(Choices.homeModes()), "Permissions of a new home. Others never have any.")
            .orElse(Defaults.STANDARD.homeMode().octal());
    static final Key<Shaped<String>> SKELETON =
            path("skeleton", "Directory whose contents a new home starts with.").orElse(Defaults.STANDARD.skeleton());
    static final Key<Section> DEFAULT_LIMITS =
            Key.of("limits", new Section(LIMITS), "Limits of each server, also of those of accounts that exist.");
    static final KeySet DEFAULTS = KeySet.of("defaults", List.of(SHELL, HOME, HOME_MODE, SKELETON, DEFAULT_LIMITS));

    // ids

    static final Key<Whole> MIN = Key.of("min", new Whole(LOWEST_ID, IdRange.HIGHEST), "The lowest id to give out.");
    static final Key<Whole> MAX = Key.of("max", new Whole(LOWEST_ID, IdRange.HIGHEST), "The highest id to give out.");
    static final KeySet IDS =
            new KeySet("ids", List.of(MIN, MAX), Optional.of("ids: {min: 1000, max: 59999}"), List.of());

    // hub

    static final Key<Word<Naming>> NAMING = Key.of(
                    "naming",
                    new Word<>(Choices.namings()),
                    "How a hub name becomes the name of an account: as TLJH's documents say, or as its code does, for a"
                            + " machine that TLJH populated.")
            .orElse("documented");
    static final Key<Word<Servers.Spawner>> SPAWNER = Key.of(
                    "spawner",
                    new Word<>(Choices.spawners()),
                    "Who starts the servers of users: hubwarden's units, TLJH, or somebody else. With none, units are"
                            + " left alone.")
            .orElse("none");
    static final Key<CommandLine> COMMAND = Key.of(
            "command",
            new CommandLine(
                    new Names(DirectoryPath.SHAPE, DirectoryPath.LONGEST),
                    new Names(Pattern.compile("[^\\x00-\\x1f\\x7f]+"), 1000)),
            "What a server is: a program by its absolute path, and its arguments, as a list;"
                    + " [/usr/bin/jupyterhub-singleuser] where it is absent.");
    static final Key<Listed> DEVICES = Key.of(
            "devices",
            new Listed(new Names(Pattern.compile("/dev/[A-Za-z0-9._/-]+|(char|block)-[A-Za-z0-9._*?-]+"), 255)),
            "Devices that servers may use: paths below /dev, or groups of them such as [char-nvidia*], as in systemd's"
                    + " DeviceAllow=. Without it they see only harmless ones.");
    static final Key<Section> SLICE_LIMITS =
            Key.of("slice_limits", new Section(LIMITS), "Limits of all servers together.");
    static final Key<Shaped<String>> HUB_USER = Key.of(
                    "user",
                    new Shaped<>(
                            Pattern.compile("(?!root$|true$|false$|null$|jupyter-)[a-z_][a-z0-9_-]*"),
                            32,
                            "the account that the hub runs as, such as jupyterhub; neither root nor a hub user's",
                            Optional::of),
                    "The account that the hub runs as. It may read who the users are, and ask for their servers; whoever is"
                            + " in it can act as every user of the hub.")
            .orElse(Hub.STANDARD.user());
    static final Key<Truth> SUDO_IN_SERVER = Key.of(
                    "sudo_in_server",
                    new Truth(),
                    "Whether admins can use sudo in their servers. Without, they use it by ssh, and whoever breaks into"
                            + " the hub is not root by it at once.")
            .orElse("true");
    static final KeySet HUB =
            KeySet.of("hub", List.of(NAMING, SPAWNER, HUB_USER, COMMAND, DEVICES, SLICE_LIMITS, SUDO_IN_SERVER));

    // brakes

    static final Key<Amount> REMOVALS = Key.of(
                    "removals",
                    new Amount(MOST_PEOPLE, BrakesSection.MOST_PERCENT),
                    "How many accounts may be locked at once: a number, or a percentage of those in use and three at least."
                            + " More than half is held in any case.")
            .orElse(BrakeSettings.STANDARD.removals().toString());
    static final Key<Whole> PROMOTIONS = Key.of(
                    "promotions", new Whole(0, MOST_PEOPLE), "How many accounts may become admins at once.")
            .orElse(Long.toString(BrakeSettings.STANDARD.promotions()));
    static final KeySet BRAKES = KeySet.of("brakes", List.of(REMOVALS, PROMOTIONS));

    // offboarding

    static final Key<Shaped<Long>> ARCHIVE_AFTER = Key.of(
                    "archive_after",
                    OffboardingSection.days(),
                    "After how many days the home of somebody who left goes into an archive. Only days on which hubwarden"
                            + " ran, by a clock that is trusted, count.")
            .orElse(Offboarding.STANDARD.archiveAfter() + "d");
    static final Key<Shaped<Duration>> GRACE = Key.of(
                    "grace",
                    OffboardingSection.time(),
                    "How long what runs of somebody who left, or who is no admin any more, goes on. Nothing new of who"
                            + " left begins from the first moment, and sudo is denied from the first moment.")
            .orElse(Offboarding.STANDARD.grace().toMinutes() + "m");
    static final Key<Shaped<String>> MESSAGE =
            Key.of("message", OffboardingSection.message(), "What is said on their terminals when the grace begins.");
    static final KeySet OFFBOARDING = KeySet.of("offboarding", List.of(ARCHIVE_AFTER, GRACE, MESSAGE), "keep_archives");

    // The whole file.

    static final Key<Exactly> VERSION = Key.of("version", new Exactly(FORMAT), "The version of the file's format.")
            .required("write version: 1 as the first line");
    static final Key<Named> USERS = Key.of(
                    "users",
                    new Named(HUB_NAMES, USER),
                    "The users of the hub by their hub names: a list, or a map from name to settings. Who leaves it is"
                            + " locked, never deleted.")
            .required("list everybody under users:, or write users: [] for nobody");
    static final Key<Named> ADMINS = Key.of(
            "admins",
            new Named(HUB_NAMES, USER),
            "Those who may use sudo without a password, written as users are. Every admin is a user as well.");
    static final Key<Named> GROUPS = Key.of(
            "groups",
            new Named(GROUP_NAMES, GROUP),
            "Groups of your own, which are made, and filled from the settings of users: a list, or a map from name to"
                    + " settings.");
    static final Key<Section> DEFAULTS_SECTION = Key.of(
            "defaults", new Section(DEFAULTS), "What new accounts get. A change does not touch accounts that exist.");
    static final Key<Section> IDS_SECTION = Key.of(
            "ids",
            new Section(IDS),
            "Where the ids of new accounts and groups come from; UID_MIN to UID_MAX of login.defs(5) where it is absent.");
    static final Key<Section> HUB_SECTION = Key.of("hub", new Section(HUB), "What is special about the JupyterHub.");

    static final Key<Section> BRAKES_SECTION = Key.of(
            "brakes",
            new Section(BRAKES),
            "How much one edit may do to people before hubwarden asks; see hubwarden approve.");

    static final Key<Word<ClockBelief>> CLOCK = Key.of(
                    "clock",
                    new Word<>(Choices.clocks()),
                    "When until counts: while the machine's clock is synchronised, or by the clock as it is, for a machine"
                            + " whose clock nothing synchronises.")
            .orElse("synchronised");

    static final Key<Word<Boolean>> ACCOUNTS = Key.of(
                    "accounts",
                    new Word<>(Choices.occasions()),
                    "When the accounts of users are made: at once, or when the hub first asks for them, with the home then."
                            + " Those of admins are made at once in any case.")
            .orElse("at_once");

    static final Key<Section> OFFBOARDING_SECTION = Key.of(
            "offboarding",
            new Section(OFFBOARDING),
            "What happens to people who leave the state file, and when; see hubwarden list --leaving.");

    private static final KeySet DOCUMENT = KeySet.of(
            "the state file",
            List.of(
                    VERSION,
                    USERS,
                    ADMINS,
                    GROUPS,
                    DEFAULTS_SECTION,
                    IDS_SECTION,
                    HUB_SECTION,
                    BRAKES_SECTION,
                    CLOCK,
                    ACCOUNTS,
                    OFFBOARDING_SECTION));

    private StateKeys() {}

    /** The keys of the whole file, and through them all others. */
    public static KeySet document() {
        return DOCUMENT;
    }

    private static Key<Shaped<String>> path(String name, String meaning) {
        return Key.of(
                name,
                new Shaped<>(DirectoryPath.SHAPE, DirectoryPath.LONGEST, DirectoryPath.SAFE, Optional::of),
                meaning);
    }
}
