package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the journal has of the changes: each once, whoever dies when, and only what root wrote. */
class AuditIT {

    private static final String LONG = "professor.jane.doe@university.example";
    private static final String PID = "$(systemctl show -p MainPID --value hubwarden)";

    private static final Container machine = Container.boot("bookworm");
    private static final StringBuilder users = new StringBuilder("alice, " + LONG);
    private static String firstState = "";
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, state("dana, base"));
        hub.converge();
        firstState = machine.sh("sha256sum " + Hub.STATE_FILE).stdout().substring(0, 64);
    }

    /** Some of the deaths were between a change and its entry. */
    @AfterAll
    static void somethingWasToldLate() {
        String late = journal("-o cat HUBWARDEN_RECOVERED=1");
        machine.close();
        assertTrue(late.contains("[told late: "), "no death was between a change and its entry");
    }

    private static String state(String admins) {
        return "version: 1\nusers: [" + users + "]\nadmins: [" + admins + "]\n";
    }

    private static String journal(String matches) {
        machine.run("journalctl", "--sync").orFail();
        return machine.sh("journalctl -q -b --no-pager " + matches).orFail().stdout();
    }

    /** The kinds of changes that the journal has of somebody, sorted, each as often as it is told. */
    private static List<String> changesOf(String hubUser) {
        return journal("-o cat --output-fields=HUBWARDEN_ACTION _UID=0 HUB_USER=" + hubUser)
                .lines()
                // A crash between group and gshadow leaves lines to tidy, which are a change of their own.
                .filter(line -> !line.isBlank() && !line.equals("group.tidy"))
                .sorted()
                .toList();
    }

    @Test
    void everybodyIsFoundByTheirHubName() {
        assertEquals(List.of("account.create", "home.create"), changesOf("alice"));
        assertEquals(List.of("account.create", "home.create"), changesOf(LONG));
        String alice = journal("-o verbose HUB_USER=alice HUBWARDEN_ACTION=account.create");
        for (String field : List.of(
                "_SYSTEMD_UNIT=hubwarden.service",
                "_UID=0",
                "MESSAGE_ID=0b99b3aa4f9b4a9e86b4645301a776e6",
                "PRIORITY=5",
                "SYSLOG_IDENTIFIER=hubwarden",
                "UNIX_USER=jupyter-alice",
                "UNIX_GROUP=jupyterhub-users",
                "BEFORE=no account",
                "REASON=listed under users")) {
            assertTrue(alice.contains(" " + field + "\n"), () -> field + " in " + alice);
        }
        assertTrue(alice.contains(" STATE_SHA256=" + firstState + "\n"), alice);
    }

    @Test
    void journalctlExplainsWhatHappened() {
        String explained = journal("-x HUB_USER=alice HUBWARDEN_ACTION=account.create");
        assertTrue(explained.contains("Subject: Account jupyter-alice was made for alice"), explained);
        assertTrue(explained.contains("take the name out of the state file"), explained);
    }

    @Test
    void aLieOfAUserIsNotShown() {
        String lie =
                "printf 'MESSAGE=alice was made root\\nMESSAGE_ID=d4334abc669f4ba686d5aec4bc0b4a69\\nHUB_USER=alice\\n"
                        + "HUBWARDEN_RUN=1\\nSYSLOG_IDENTIFIER=hubwarden\\n' | logger --journald";
        machine.shAs("jupyter-alice", lie).orFail();
        assertTrue(journal("-o cat HUB_USER=alice").contains("alice was made root"), "the lie is in the journal");
        Result log = machine.run("hubwarden", "log", "alice");
        assertEquals(0, log.exit(), log::toString);
        assertFalse(log.stdout().contains("made root"), log::toString);
        assertEquals(
                2,
                log.stdout()
                        .lines()
                        .filter(line -> line.contains("jupyter-alice"))
                        .count(),
                log::toString);
        Result byAccount = machine.run("hubwarden", "log", "jupyter-alice", "--since", "1 hour ago");
        assertEquals(log.stdout(), byAccount.stdout());
        assertTrue(
                machine.run("hubwarden", "log", "--json").orFail().stdout().contains("\"event\" : \"account.create\""));
        Result denied = machine.shAs("jupyter-alice", "hubwarden log");
        assertEquals(1, denied.exit(), denied::toString);
        assertTrue(denied.stderr().contains("adm and systemd-journal"), denied::toString);
        Result nonsense = machine.run("hubwarden", "log", "--since", "the other day");
        assertEquals(1, nonsense.exit(), nonsense::toString);
        assertTrue(nonsense.stderr().contains("--since takes a moment"), nonsense::toString);
    }

    /** The daemon dies at this call; started again, what it did is told once, and the rest is done and told once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sendto:when=1",
                "sendto:when=2",
                "sendto:when=3",
                "sendto:when=5",
                "rename,renameat,renameat2:when=1",
                "rename,renameat,renameat2:when=3",
                "rename,renameat,renameat2:when=6",
                "rename,renameat,renameat2:when=8",
                "unlink,unlinkat:when=1"
            })
    void whoeverDiesEachChangeIsToldOnce(String death) {
        String name = "k" + Integer.toHexString(death.hashCode());
        users.append(", ").append(name).append(", x").append(name);
        hub.converge(state("dana, base, x" + name));
        String calls = death.substring(0, death.indexOf(':'));
        Background strace = machine.start(
                "sh",
                "-c",
                "exec strace -f -p " + PID + " -o /dev/null -e trace=" + calls + " -e inject=" + calls + ":signal=KILL:"
                        + death.substring(death.indexOf(':') + 1));
        hub.awaitShell("grep -q 'TracerPid:.[1-9]' /proc/" + PID + "/status");
        users.append(", n").append(name);
        String process = "/proc/" + machine.sh("echo " + PID).stdout().strip();
        hub.write(state("dana, base"));
        hub.awaitShell("! systemctl is-active -q hubwarden || hubwarden plan | grep -q 'No changes'");
        strace.kill();
        assertTrue(machine.sh("test -e " + process).exit() != 0, "it lived");
        machine.sh("systemctl reset-failed hubwarden; systemctl restart hubwarden")
                .orFail();
        hub.converge();
        hub.awaitShell("! test -e /var/lib/hubwarden/trail.json");
        assertEquals(List.of("account.create", "home.create"), changesOf("n" + name));
        assertEquals(
                List.of("account.create", "demotion.tell", "group.member.remove", "home.create", "sudoers.deny"),
                changesOf("x" + name));
    }

    @Test
    void whatACommandDoesIsToldAsWell() {
        machine.run("systemctl", "stop", "hubwarden").orFail();
        users.append(", typed");
        machine.write(Hub.STATE_FILE, state("dana, base"));
        machine.run("hubwarden", "apply").orFail();
        assertEquals(List.of("account.create", "home.create"), changesOf("typed"));
        machine.run("systemctl", "start", "hubwarden").orFail();
    }

    /** journald drops entries of a flood; ours has limits that are far above. */
    @Test
    void tenThousandCreationsLeaveTenThousandEntries() {
        try (Container large = Container.boot("bookworm")) {
            Hub.start(large, "version: 1\nusers: [" + crowd(10_000) + "]\n").converge();
            assertCounted(large, "_SYSTEMD_UNIT=hubwarden.service", 10_000);
        }
    }

    private static String crowd(int size) {
        return IntStream.range(0, size).mapToObj(i -> "u" + i).collect(Collectors.joining(", "));
    }

    private static void assertCounted(Container large, String match, int size) {
        large.run("journalctl", "--sync").orFail();
        for (String action : List.of("account.create", "home.create")) {
            String count = large.sh("journalctl -q -b -o cat --output-fields=HUB_USER " + match + " HUBWARDEN_ACTION="
                            + action + " | sort -u | grep -c .")
                    .stdout();
            assertEquals(Integer.toString(size), count.strip(), action);
        }
    }

    /** A command has the limits of a login; what they drop, the next pass tells. */
    @Test
    void whatTheLimitsDropIsToldByTheNextPass() {
        try (Container large = Container.boot("bookworm")) {
            large.installPackage();
            large.sh("mkdir -p /etc/systemd/journald.conf.d && printf '[Journal]\\nRateLimitIntervalSec=30s\\n"
                            + "RateLimitBurst=100\\n' >/etc/systemd/journald.conf.d/few.conf"
                            + " && systemctl restart systemd-journald")
                    .orFail();
            large.write(Hub.STATE_FILE, "version: 1\nusers: [" + crowd(2_000) + "]\n");
            Result apply = large.run("systemd-run", "--wait", "--pipe", "-q", "hubwarden", "apply");
            assertEquals(1, apply.exit(), apply::toString);
            assertTrue((apply.stdout() + apply.stderr()).contains("journald dropped "), apply::toString);
            large.run("systemctl", "start", "hubwarden").orFail();
            Container.awaitTrue(
                    "all is told",
                    () -> large.run("test", "-e", "/var/lib/hubwarden/trail.json")
                                    .exit()
                            != 0);
            assertCounted(large, "_UID=0", 2_000);
            String late = large.sh("journalctl -q -b -o cat HUBWARDEN_RECOVERED=1 | grep -c 'told late'")
                    .stdout();
            assertTrue(Integer.parseInt(late.strip()) > 1_000, late);
        }
    }

    @Test
    void aJournalThatIsForgottenIsAFinding() {
        try (Container forgetful = Container.boot("bookworm")) {
            forgetful
                    .sh("mkdir -p /etc/systemd/journald.conf.d && printf '[Journal]\\nStorage=volatile\\n'"
                            + " >/etc/systemd/journald.conf.d/volatile.conf && systemctl restart systemd-journald"
                            + " && rm -rf /var/log/journal")
                    .orFail();
            Hub.start(forgetful, "version: 1\nusers: [alice]\n").converge();
            Result plan = forgetful.run("hubwarden", "plan");
            assertEquals(2, plan.exit(), plan::toString);
            assertTrue(plan.stdout().contains("mkdir -p /var/log/journal"), plan::toString);
            assertEquals(
                    1,
                    forgetful
                            .journal("hubwarden")
                            .lines()
                            .filter(line -> line.contains("kept in memory"))
                            .count());
        }
    }
}
