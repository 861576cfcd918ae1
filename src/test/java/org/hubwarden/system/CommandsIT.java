package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside a daemon that runs, as root and as somebody else. */
class CommandsIT {

    private static final String LONG = "professor.grace.hopper@navy.example";
    private static final String CLASS = """
            version: 1
            users: [alice, professor.grace.hopper@navy.example%s]
            admins: [dana]
            """;

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void start() {
        machine.run("useradd", "-m", "carpenter").orFail();
        hub = Hub.start(machine, CLASS.formatted(", gone"));
        hub.converge();
        hub.converge(CLASS.formatted(""));
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plan", "apply", "list", "show alice", "whois jupyter-alice", "status alice", "plan --json"})
    void whatNeedsRootSaysWhatToType(String command) {
        Result refused = machine.shAs("carpenter", "hubwarden " + command);
        assertEquals(1, refused.exit(), refused::toString);
        assertEquals("", refused.stdout());
        assertTrue(refused.stderr().contains("needs root: sudo hubwarden " + command + "\n"), refused::toString);
        assertEquals(1, refused.stderr().lines().count(), refused::toString);
    }

    @Test
    void checkSaysWithoutRootWhatItCouldNotSeeAndWhatToType() {
        Result check = machine.shAs("carpenter", "hubwarden check");
        assertTrue(check.stdout().contains("Not seen: /etc/shadow, so which"), check::toString);
        assertTrue(check.stdout().endsWith(": sudo hubwarden check\n"), check::toString);
        assertEquals("", check.stderr());
        Result root = machine.run("hubwarden", "check");
        assertEquals(0, root.exit(), root::toString);
        assertFalse(root.stdout().contains("Not seen"), root::toString);
    }

    @Test
    void anAnswerThatIsLostIsNoSuccessAndAReaderWhoHasEnoughIs() {
        for (String command : List.of("list", "list --json", "log", "plan")) {
            Result lost = machine.run("sh", "-c", "hubwarden " + command + " >/dev/full");
            assertEquals(1, lost.exit(), lost::toString);
            assertTrue(lost.stderr().contains("could not be written whole"), lost::toString);
        }
        Result enough = machine.run("sh", "-c", "{ hubwarden list; echo $? >&2; } | true");
        assertEquals("0\n", enough.stderr());
    }

    @Test
    void anAdminTypesIt() {
        Result plan = machine.shAs("jupyter-dana", "sudo hubwarden plan");
        assertEquals(0, plan.exit(), plan::toString);
        assertTrue(plan.stdout().contains("No changes."), plan::toString);
    }

    @Test
    void anybodyMayAskTheDaemon() {
        Result status = machine.shAs("carpenter", "hubwarden status");
        assertEquals(0, status.exit(), status::toString);
        assertTrue(status.stdout().contains("converged"), status::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, 0, active",
        "jupyter-alice, 0, active",
        "gone, 3, locked",
        "nobody-of-that-name, 4, hubwarden list shows who is",
        "alcie, 4, did you mean alice?",
    })
    void howOneUserStands(String user, int exit, String said) {
        Result status = machine.run("hubwarden", "status", user);
        assertEquals(exit, status.exit(), status::toString);
        assertTrue((status.stdout() + status.stderr()).contains(said), status::toString);
    }

    @Test
    void anAccountsNameLeadsBackToItsUser() {
        String unix = machine.sh("grep -o '^jupyter-professor[^:]*' /etc/passwd")
                .orFail()
                .stdout()
                .strip();
        assertEquals(
                LONG + "\n", machine.run("hubwarden", "whois", unix).orFail().stdout());
        assertEquals(1, machine.run("hubwarden", "whois", "root").exit());
        assertEquals(1, machine.run("hubwarden", "show", "root").exit());
        String shown = machine.run("hubwarden", "show", LONG).orFail().stdout();
        assertTrue(shown.contains(unix) && shown.contains("mode 0750"), shown);
    }

    @Test
    void theListNamesEverybodyAndTheirStanding() {
        String list = machine.run("hubwarden", "list").orFail().stdout();
        for (String line : List.of("alice .*active", "dana .*active", "gone .*locked", LONG + " .*active")) {
            assertTrue(list.lines().anyMatch(l -> l.matches(line + ".*")), list);
        }
        assertFalse(list.contains("carpenter"), list);
    }

    @Test
    void aDaemonThatDoesNotRunIsNoSuccess() {
        machine.run("systemctl", "stop", "hubwarden").orFail();
        Result status = machine.run("hubwarden", "status");
        machine.run("systemctl", "start", "hubwarden").orFail();
        assertEquals(3, status.exit(), status::toString);
        assertTrue(status.stdout().contains("not running"), status::toString);
        assertEquals(0, machine.run("hubwarden", "status").exit());
    }
}
