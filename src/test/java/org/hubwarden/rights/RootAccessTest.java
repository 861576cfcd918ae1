package org.hubwarden.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateLines;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.OwnSudoersReader;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.WriteAccess;
import org.junit.jupiter.api.Test;

/** Each reason is found with its place, and what is not one is not. */
class RootAccessTest {

    private static final String STATE = """
            version: 1
            users:
              alice:
              bob:
            admins:
              dana:
            groups: [cs101]
            """;

    private String passwd = """
            root:x:0:0::/root:/bin/sh
            jupyter-alice:x:1001:1001::/home/jupyter-alice:/bin/bash
            jupyter-bob:x:1002:1002::/home/jupyter-bob:/bin/bash
            jupyter-dana:x:1003:1003::/home/jupyter-dana:/bin/bash
            carl:x:500:500::/home/carl:/bin/bash
            """;
    private String group = """
            root:x:0:
            docker:x:900:
            jupyterhub-admins:x:901:jupyter-dana
            wheelers:x:902:
            """;
    private String gshadow = "docker:!::\n";
    private String sudoers = "%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\n";
    private String file = "/etc/sudoers.d/jupyterhub-admins";
    private final List<MembershipRecord> records = new ArrayList<>();
    private final List<WriteAccess> writable = new ArrayList<>();
    private final List<RunningProcess> processes = new ArrayList<>();

    private static LedgerAccount account(String hub, long id) {
        UnixName unix = new UnixName("jupyter-" + hub);
        return new LedgerAccount(
                new HubName(hub),
                unix,
                id,
                id,
                "/home/" + unix,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private RootAccess access() {
        byte[] bytes = STATE.getBytes(StandardCharsets.UTF_8);
        DesiredState desired = ((StateReading.Accepted) StateParser.parse(bytes, "state.yaml")).state();
        Ledger ledger = Ledger.EMPTY
                .draft()
                .put(account("alice", 1001))
                .put(account("bob", 1002))
                .put(account("dana", 1003))
                .done();
        return RootAccess.of(new Grounds(
                desired,
                StateLines.of(bytes),
                ledger,
                AccountDatabases.parse(latin(passwd), latin(group), latin(""), Optional.of(latin(gshadow))),
                MembershipsSight.of(records),
                new AllSudoRules(
                        OwnSudoersReader.read(new SudoersSource(SudoersSource.linesOf(file, sudoers))), List.of()),
                writable,
                processes));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All but root's own, as one line for each way. */
    private List<String> ways() {
        List<String> lines = new ArrayList<>();
        access().accounts().stream()
                .filter(a -> !a.account().equals("root"))
                .forEach(a -> a.ways()
                        .forEach(w -> lines.add(a.account() + " " + w.kind().id() + " " + w.places() + " "
                                + (w.stateLine().isPresent() ? w.stateLine().getAsInt() : "-"))));
        return lines;
    }

    @Test
    void anAdminOfTheStateFileIsGivenTheLine() {
        assertEquals(List.of("jupyter-dana sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:3] 6"), ways());
        assertTrue(access().accounts().stream().noneMatch(RootAccount::isUnsaid));
    }

    @Test
    void everyWayIntoTheAdminGroupCounts() {
        passwd = passwd.replace("jupyter-alice:x:1001:1001", "jupyter-alice:x:1001:901");
        group += "zz:x:901:jupyter-bob\n";
        records.add(new MembershipRecord("carl", "901", "/etc/userdb/carl:jupyterhub-admins.membership"));

        assertEquals(
                List.of(
                        "jupyter-alice sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/passwd:2] -",
                        "jupyter-bob sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:5] -",
                        "jupyter-dana sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:3] 6",
                        "carl sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/userdb/carl:jupyterhub-admins.membership] -"),
                ways());
    }

    @Test
    void aDenialTakesBackWhatWasGivenBeforeItAndNotAfter() {
        sudoers = "carl ALL = (ALL) ALL\n#500 ALL = (ALL:ALL) !ALL\n";
        file = "/etc/sudoers.d/x";
        assertEquals(List.of(), ways());

        sudoers += "#1001 ALL = (ALL:ALL) !ALL\n#4711 ALL = (ALL:ALL) !ALL\n";
        assertEquals(List.of(), ways(), "a denial of who has nothing");
        sudoers += "carl ALL = /usr/bin/less\n";
        assertEquals(List.of("carl sudo [/etc/sudoers.d/x:5] -"), ways());
    }

    @Test
    void aliasesExceptionsAndRunAsAreObeyed() {
        file = "/etc/sudoers.d/x";
        sudoers = """
                User_Alias OPS = carl, jupyter-bob, !jupyter-alice
                Runas_Alias BOSS = root
                OPS, !jupyter-bob ALL = (BOSS) /bin/sh
                jupyter-alice ALL = (carl) ALL
                jupyter-bob ALL = (nobody) ALL
                """;

        assertEquals(
                List.of("jupyter-alice sudo-to [/etc/sudoers.d/x:4] -", "carl sudo [/etc/sudoers.d/x:3] -"), ways());
    }

    @Test
    void twinsRootsGroupsAndTheirAdministrators() {
        passwd += "toor:x:0:0::/root:/bin/sh\n";
        group = group.replace("docker:x:900:", "docker:x:900:jupyter-alice,jupyter-bob");
        gshadow = "docker:!:carl:\n";

        assertEquals(
                List.of(
                        "jupyter-alice group [/etc/group:2] -",
                        "jupyter-bob group [/etc/group:2] -",
                        "jupyter-dana sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:3] 6",
                        "carl group-admin [/etc/gshadow:1] -",
                        "toor uid-0 [/etc/passwd:6] -",
                        "toor group [/etc/passwd:6] -"),
                ways());
    }

    @Test
    void whoCanWriteWhatRootRuns() {
        group = group.replace("wheelers:x:902:", "wheelers:x:902:jupyter-bob");
        writable.add(new WriteAccess("/usr/local/bin", "root's PATH", WriteAccess.By.OTHERS, 0));
        writable.add(new WriteAccess("/opt/a", "cron", WriteAccess.By.OWNER, 1001));
        writable.add(new WriteAccess("/opt/b", "cron", WriteAccess.By.GROUP, 902));
        writable.add(new WriteAccess("/opt/c", "cron", WriteAccess.By.ACL_USER, 4711));

        assertEquals(
                List.of(
                        "* file [/usr/local/bin] -",
                        "jupyter-alice file [/opt/a] -",
                        "jupyter-bob file [/opt/b, /etc/group:4] -",
                        "jupyter-dana sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:3] 6",
                        "#4711 file [/opt/c] -"),
                ways());
    }

    @Test
    void aProcessKeepsAGroupThatItsUserWasTakenOutOf() {
        processes.add(new RunningProcess(7, 1, Instant.EPOCH, "bash", "", Set.of(1001L), Set.of(1001L, 901L)));
        processes.add(new RunningProcess(8, 1, Instant.EPOCH, "bash", "", Set.of(1003L), Set.of(1003L, 901L)));
        processes.add(new RunningProcess(9, 1, Instant.EPOCH, "cat", "", Set.of(1002L), Set.of(1002L, 902L)));

        assertEquals(
                List.of(
                        "jupyter-alice process [/proc/7] -",
                        "jupyter-dana sudo [/etc/sudoers.d/jupyterhub-admins:1, /etc/group:3] 6"),
                ways());
    }
}
