package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The JupyterHub of Debian 12, set up as docs/jupyterhub.md says and used as a browser does. Each test has people of its own. */
class JupyterHubIT {

    /** Seconds after which the hub itself looks again. */
    private static final int REFRESH = 5;

    private static final String DECLARED = "alice bob carol dora frank gina henry ida kate";
    private static final String ADMINS = "dana erin";
    private static final List<String> CROWD =
            IntStream.range(0, 50).mapToObj(i -> "u" + i).toList();
    private static final Duration LONG = Duration.ofMinutes(5);

    @RegisterExtension
    static final Container machine = Container.debian("bookworm" + Container.WITH_HUB);

    /** A service with a token that may read who the users are. */
    private static final String READER = """
            c.JupyterHub.services.append({"name": "reader", "api_token": "token-of-the-reader"})
            c.JupyterHub.load_roles.append({"name": "reader", "scopes": ["list:users"], "services": ["reader"]})
            """;

    private static RealHub real;
    private static Hub hub;

    @BeforeAll
    static void start() {
        real = RealHub.byTheDocument(
                machine, RealHub.Beginning.FRESH, "c.Authenticator.auth_refresh_age = " + REFRESH + "\n" + READER);
        hub = real.hub();
        real.password((DECLARED + " " + ADMINS + " eve").split(" "));
        hub.converge(state(DECLARED, ADMINS, ""));
    }

    @AfterEach
    void everybodyIsBack() {
        hub.converge(state(DECLARED, ADMINS, ""));
    }

    private static String state(String users, String admins, String more) {
        return "version: 1\nusers: [" + users.replace(" ", ", ") + ", " + String.join(", ", CROWD) + "]\nadmins: ["
                + admins.replace(" ", ", ") + "]\nhub:\n  spawner: hubwarden\n" + more;
    }

    /** The people of all tests without some. */
    private static String without(String... gone) {
        return List.of(DECLARED.split(" ")).stream()
                .filter(name -> !List.of(gone).contains(name))
                .collect(Collectors.joining(" "));
    }

    @Test
    void thePartsInPythonDoWhatTheirTestsSay() {
        real.testPython();
    }

    @Test
    void aServerIsTheUsersOwn() {
        assertEquals("jupyter-alice\n", real.sh("alice", "whoami"));
        String terminal = real.browse("alice", "terminal", "whoami");
        assertTrue(terminal.contains("\njupyter-alice\r\n") || terminal.contains("\rjupyter-alice\r\n"), terminal);
        assertEquals("", real.sh("alice", "echo alices >/tmp/secret"));
        assertEquals("jupyter-bob\n", real.sh("bob", "whoami; cat /tmp/secret; ls /tmp"));
        assertEquals("alices\n", real.sh("alice", "cat /tmp/secret"));
        assertFalse(machine.sh("test -e /tmp/secret").exit() == 0, "nor is it in the machine's");

        assertEquals("0\n", real.sh("dana", "sudo -n id -u"));
        String sudo = real.sh("bob", "sudo -n id -u 2>&1");
        assertTrue(sudo.contains("no new privileges"), sudo);
        assertEquals(
                "jupyterhub\n",
                machine.sh("ps -o user= -p $(systemctl show -p MainPID --value jupyterhub)")
                        .stdout());
        real.tokensAreUnreadable("alice", "bob");
    }

    @Test
    void checkFindsNothingAgainstThisHubAndImportReadsItsUsers() {
        real.sh("bob", "true");
        real.sh("dana", "true");
        Result check = machine.run("hubwarden", "check", "--json");
        assertTrue(check.stdout().contains("\"here\" : true"), check::toString);
        assertTrue(check.stdout().contains("\"unseen\" : [ ]"), "the hub's database is read: " + check);
        for (String id : List.of("hub-root", "plain-http", "shared-tmp", "gone-user", "stale-admin")) {
            assertFalse(check.stdout().contains("\"id\" : \"" + id + "\""), check::toString);
        }
        Result read = machine.sh("JUPYTERHUB_API_TOKEN=token-of-the-reader hubwarden import hub");
        assertTrue(read.stdout().contains("\n  bob: {adopt: true}"), read::toString);
        String admins = read.stdout().substring(read.stdout().indexOf("\nadmins:\n"));
        assertTrue(admins.contains("\n  dana: {adopt: true}"), read::toString);
    }

    @Test
    void whoIsNotListedIsToldSo() {
        assertTrue(real.browse("eve", "login").contains("eve is not among the users of this hub."));
        machine.sh("echo other | /usr/share/hubwarden/jupyterhub/passwords set --stdin mallory")
                .orFail();
        assertTrue(real.browse("mallory", "login").contains("Invalid username or password"));
        assertNotEquals(0, machine.run("getent", "passwd", "jupyter-eve").exit());
    }

    @Test
    void aServerOutlivesHubAndDaemon() {
        assertEquals("", real.browse("frank", "kernel", "kept = 42"));
        String pid = real.pidOf("frank");
        machine.run("systemctl", "restart", "jupyterhub").orFail();
        real.awaitUp();
        assertEquals("42\n", real.browse("frank", "kernel", "print(kept)"));
        machine.run("systemctl", "restart", "hubwarden").orFail();
        assertEquals("42\n", real.browse("frank", "kernel", "print(kept)"));
        // Both away, and the hub comes back first: not to know is not to be dead.
        String noDaemon = "systemctl mask --runtime --now hubwarden";
        machine.sh("systemctl stop jupyterhub && " + noDaemon + " && systemctl start jupyterhub")
                .orFail();
        real.awaitUp();
        hub.awaitShell(
                "journalctl -b -u jupyterhub -o cat | grep -q 'whether jupyter@frank.service runs is not known'");
        machine.sh("systemctl unmask --runtime hubwarden && systemctl restart hubwarden")
                .orFail();
        assertEquals("42\n", real.browse("frank", "kernel", "print(kept)"));
        assertEquals(pid, real.pidOf("frank"));
    }

    @Test
    void whoIsRemovedIsThrownOut() {
        real.sh("carol", "true");
        Background carol = real.browsing("carol", "stay");
        hub.await("carol is in", () -> carol.stdout().contains("in\n"));
        hub.converge(state(without("carol"), ADMINS, ""));
        String end = carol.await(Container.PATIENCE).stdout();
        assertTrue(end.contains("out of the hub"), end);
        hub.await(
                "her server is gone",
                () -> !real.property("carol", "ActiveState").equals("active"));
        hub.await(
                "and she herself",
                () -> real.browse("dana", "hub", "GET", "/users/carol").startsWith("404"));
        assertTrue(real.browse("carol", "login").contains("carol is not among the users of this hub."));
        hub.converge(state(DECLARED, ADMINS, ""));
        assertEquals("jupyter-carol\n", real.sh("carol", "whoami"), "she comes back as she was");
    }

    @Test
    void whoIsDemotedIsNoAdminInTheHub() {
        assertEquals("0\n", real.sh("erin", "sudo -n id -u"));
        assertTrue(real.browse("dana", "hub", "GET", "/users/erin").contains("\"admin\": true"));
        hub.converge(state(DECLARED + " erin", "dana", ""));
        hub.await(
                "she is a user",
                () -> real.browse("dana", "hub", "GET", "/users/erin").contains("\"admin\": false"));
        assertTrue(real.browse("erin", "hub", "GET", "/users").startsWith("403"), "what admins may");
        assertFalse(real.sh("erin", "sudo -n id -u").equals("0\n"));
    }

    @Test
    void theHubFindsOutByItself() {
        real.withoutItsService(() -> {
            real.sh("gina", "true");
            Background gina = real.browsing("gina", "stay");
            Background erin = real.browsing("erin", "while", "GET", "/users");
            hub.await(
                    "both are in",
                    () -> gina.stdout().contains("in\n") && erin.stdout().contains("in\n"));
            hub.converge(state(without("gina") + " erin", "dana", ""));
            assertTrue(gina.await(Container.PATIENCE).stdout().contains("out of the hub"));
            assertTrue(erin.await(Container.PATIENCE).stdout().contains("403"), "what admins may");
        });
    }

    @Test
    void whoIsDeletedInTheConsoleComesBack() {
        String told = "hubwarden status | grep -q 'henry was deleted in the hub.s admin console'";
        assertEquals("", real.sh("henry", "echo his >~/kept"));
        String account = hub.line("passwd", "jupyter-henry");
        itsServiceLooks();
        hub.awaitShell("grep -q henry /var/lib/jupyterhub/hubwarden-known.json");
        real.browse("dana", "hub", "DELETE", "/users/henry");
        assertTrue(real.browse("dana", "hub", "GET", "/users/henry").startsWith("404"));
        itsServiceLooks();
        hub.awaitShell(told);
        String console = real.browse("dana", "page", "/hub/admin");
        assertTrue(console.contains("comes back with their next login"), console);
        machine.run("systemctl", "restart", "hubwarden", "jupyterhub").orFail();
        real.awaitUp();
        hub.awaitShell(told);
        assertEquals("his\n", real.sh("henry", "cat ~/kept"));
        assertEquals(account, hub.line("passwd", "jupyter-henry"));
        itsServiceLooks();
        hub.awaitShell("! " + told);
    }

    /** Any edit is news. */
    private static void itsServiceLooks() {
        hub.converge(state(DECLARED, ADMINS, "# " + System.nanoTime() + "\n"));
    }

    @Test
    void whileAPlanIsHeldNobodyIsThrownOut() {
        real.sh("ida", "true");
        String pid = real.pidOf("ida");
        hub.write("version: 1\nusers: [alice]\nadmins: [dana]\nhub: {spawner: hubwarden}\n");
        hub.awaitShell("hubwarden status | grep -q 'type hubwarden approve '");
        String page = real.browse("kate", "spawn"); // whom no other test gives a server, to which this would lead
        assertTrue(page.contains("waits until an administrator of the machine confirms it. Please ask one"), page);
        assertFalse(page.contains("approve"), "a user cannot type that: " + page);
        assertTrue(real.browse("dana", "hub", "GET", "/users/ida").contains("\"name\": \"ida\""));
        assertEquals(pid, real.pidOf("ida"));
    }

    @Test
    void onlyTheHubReadsWhatItIsTold() {
        assertEquals(
                "640 root jupyterhub\n",
                machine.sh("stat -c '%a %U %G' /run/hubwarden/hub.json").stdout());
        machine.shAs("jupyterhub", "cat /run/hubwarden/hub.json").orFail();
        Result others = machine.shAs(
                "jupyterhub",
                "cat /run/hubwarden/env/* /run/hubwarden/pass.lock /run/hubwarden/clock"
                        + " /var/lib/hubwarden/* /etc/hubwarden/ledger.json; ls /run/hubwarden/env");
        assertEquals("", others.stdout());
        assertNotEquals(0, machine.shAs("jupyterhub", "touch /run/hubwarden/x").exit());
    }

    @Test
    void aDaemonThatSaysNothingLetsNobodyIn() {
        String age = "sed -i -E 's/(written_at\" : \")[0-9]{4}/\\12020/' /run/hubwarden/hub.json";
        machine.sh("systemctl mask --runtime --now hubwarden && " + age).orFail();
        try {
            assertTrue(real.browse("dora", "login").contains("has not said for a while who may use this hub"));
        } finally {
            machine.sh("systemctl unmask --runtime hubwarden && systemctl restart hubwarden")
                    .orFail();
        }
        String page = real.browse("dora", "login");
        assertTrue(page.startsWith("200") && !page.contains("has not said for a while"), page);
    }

    @Test
    void aClassLogsInAtOnce() throws IOException {
        machine.write("/usr/local/bin/light", Files.readAllBytes(Path.of("src/test/resources/hub/light.py")));
        machine.run("chmod", "0755", "/usr/local/bin/light").orFail();
        hub.converge(state(DECLARED, ADMINS, "  command: [/usr/local/bin/light]\n"));
        machine.sh("P=/usr/share/hubwarden/jupyterhub/passwords; echo pw-u0 | $P set --stdin u0 && for i in $(seq "
                        + (CROWD.size() - 1)
                        + "); do sed -n \"s/^u0:/u$i:/p\" /etc/jupyterhub/passwords; done >/root/more"
                        + " && cat /root/more >>/etc/jupyterhub/passwords")
                .orFail();
        Background crowd = real.browsing("u0", "crowd", Integer.toString(CROWD.size()));
        String said = crowd.await(LONG).orFail().stdout();
        assertEquals(
                CROWD.stream()
                        .map(name -> "jupyter-" + name + " " + name + "\n")
                        .collect(Collectors.joining()),
                said);
        CROWD.forEach(real::pidOf);
    }
}
