package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From a machine as The Littlest JupyterHub leaves it to one that hubwarden keeps: the steps of docs/moving-in.md, in their
 * order. The machine is made by hand, by TLJH's documents; its hub and its proxy are small programs that answer as those do.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MovingInIT {

    private static final String LONG = "professor.jane.doe@university.example";
    private static final String CUT = "jupyter-professor.jane.doe-9edb0";

    private static final String TLJH = """
            set -e
            groupadd jupyterhub-admins
            groupadd jupyterhub-users
            groupadd cs101
            for user in ada ben nobody-said professor.jane.doe-9edb0 gus; do
                useradd -m -s /bin/bash -G jupyterhub-users jupyter-$user
                chmod o-rwx /home/jupyter-$user
            done
            gpasswd -a jupyter-ada jupyterhub-admins
            gpasswd -a jupyter-nobody-said cs101
            printf '%%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\\nDefaults exempt_group = jupyterhub-admins\\n' \\
                >/etc/sudoers.d/jupyterhub-admins
            chmod 0440 /etc/sudoers.d/jupyterhub-admins

            mkdir -p /opt/tljh/config/jupyterhub_config.d /opt/tljh/hub/bin /opt/tljh/state /opt/tljh/user
            chmod 0700 /opt/tljh/config /opt/tljh/state
            cat >/opt/tljh/config/config.yaml <<'END'
            users:
              admin:
              - ada
              extra_user_groups:
                cs101: [nobody-said]
            limits:
              memory: 2G
            END
            cat >/etc/systemd/system/jupyterhub.service <<'END'
            [Service]
            User=root
            WorkingDirectory=/opt/tljh/state
            PrivateTmp=yes
            ExecStart=/opt/tljh/hub/bin/jupyterhub -f jupyterhub_config.py
            END
            cat >/etc/systemd/system/traefik.service <<'END'
            [Service]
            ExecStart=/opt/tljh/hub/bin/traefik
            END

            # What time did to it: an admin whom nobody lists, an open home, a password, a group, somebody removed by hand.
            gpasswd -a jupyter-ben jupyterhub-admins
            chmod 0755 /home/jupyter-ben
            echo 'jupyter-ben:correct horse' | chpasswd -c SHA512
            gpasswd -a jupyter-nobody-said disk
            mkdir -p /var/lib/systemd/linger && touch /var/lib/systemd/linger/jupyter-ada
            useradd -m jupyter-old && userdel jupyter-old
            """;

    /** What TLJH's documents say that happens when a user starts a server. */
    private static final String SPAWNER = """
            set -e
            gpasswd -a jupyter-$1 jupyterhub-users >/dev/null
            [ "$2" != admin ] || gpasswd -a jupyter-$1 jupyterhub-admins >/dev/null
            systemctl stop jupyter-$1.service 2>/dev/null || true
            systemd-run --quiet --unit=jupyter-$1 --uid=jupyter-$1 --property=PrivateTmp=no --property=MemoryMax=2G \\
                sh -c 'while sleep 0.1; do if [ -e ~/do ]; then sh ~/do >~/out 2>&1; rm ~/do; fi; done'
            """;

    /** What a plan changes of that which check found; the rest only people can decide. */
    private static final List<String> FOUND =
            List.of("home /home/jupyter-ben", "unit file /etc/systemd/system/jupyter-.service.d/40-hubwarden.conf");

    private static final Container machine = Container.boot("bookworm");
    private static final Hub hub = new Hub(machine);

    @BeforeAll
    static void makeTheMachine() throws IOException {
        machine.sh(TLJH).orFail();
        program("hub.pl", "/opt/tljh/hub/bin/jupyterhub");
        program("traefik.pl", "/opt/tljh/hub/bin/traefik");
        machine.write("/opt/tljh/state/jupyterhub.sqlite", resource("/hub/few.sqlite"));
        machine.write("/root/spawner", SPAWNER);
        machine.run("systemctl", "start", "jupyterhub.service", "traefik.service")
                .orFail();
        hub.awaitShell("grep -q ' 0100007F:3A99 \\| 00000000:0050 ' /proc/net/tcp");
        spawn("ada", true);
        spawn("ben", true);
        spawn("nobody-said", false);
        machine.installPackage();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static void program(String resource, String path) throws IOException {
        machine.write(path, resource("/hub/" + resource));
        machine.run("chmod", "0755", path).orFail();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(MovingInIT.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static void spawn(String user, boolean admin) {
        machine.run("sh", "/root/spawner", user, admin ? "admin" : "user").orFail();
    }

    /** Runs a line in the user's server. */
    private static String inServerOf(String user, String line) {
        String home = "/home/jupyter-" + user;
        machine.run("rm", "-f", home + "/out").orFail();
        machine.write(home + "/do", line);
        hub.awaitShell("test -e " + home + "/out && ! test -e " + home + "/do");
        return machine.readText(home + "/out");
    }

    /** What no look may change. */
    private static String everything() {
        return machine.sh("find /etc /home /opt/tljh -newer /root/before; ls -la /var/lib/hubwarden 2>&1;"
                        + " cat /etc/passwd /etc/group /etc/shadow /etc/gshadow; ls -lanR /etc/sudoers.d /home")
                .orFail()
                .stdout();
    }

    private static String whoTheyAre() {
        return machine.sh("id jupyter-ada; id -u " + CUT + "; stat -c '%n %u %g' /home/jupyter-*; cat /etc/passwd")
                .orFail()
                .stdout();
    }

    static List<String> findings(Result check) {
        Matcher matcher = Pattern.compile("\"id\" : \"([a-z-]+)\"").matcher(check.stdout());
        return Stream.generate(() -> matcher.find() ? matcher.group(1) : "")
                .takeWhile(id -> !id.isEmpty())
                .toList();
    }

    /** What a plan changes once the people come from a source; the machine stays as it was. */
    private static List<String> plannedAfter(String... source) {
        List<String> line = new ArrayList<>(List.of("hubwarden", "import"));
        line.addAll(List.of(source));
        line.addAll(List.of("--output", "/etc/hubwarden/state.yaml"));
        machine.run(line.toArray(String[]::new)).orFail();
        Result plan = machine.run("hubwarden", "plan");
        machine.run("rm", "/etc/hubwarden/state.yaml").orFail();
        return changes(plan);
    }

    /** The changes of a plan, without adoptions: of those the machine stays as it is, but for the first line of a sudo rule. */
    static List<String> changes(Result plan) {
        return plan.stdout()
                .lines()
                .filter(line -> line.matches("  [+~-] .*"))
                .filter(line -> !line.matches(".* adopt: .*|.*[(]adopted: its rules are the same, .*"))
                .map(line -> line.replaceAll("^  . ([a-z ]+?)  +(\\S+).*", "$1 $2"))
                .toList();
    }

    @Test
    @Order(1)
    void checkFindsWhatIsWrongBeforeAnythingIsSetUp() {
        machine.run("touch", "/root/before").orFail();
        String before = everything();
        Result check = machine.run("hubwarden", "check", "--json");
        assertEquals(2, check.exit(), check::toString);
        assertEquals(
                new TreeSet<>(List.of(
                        "shared-tmp",
                        "plain-http",
                        "stale-admin",
                        "root-equivalent",
                        "open-home",
                        "hub-root",
                        "gone-user",
                        "password",
                        "id-reuse",
                        "exempt-group",
                        "linger")),
                new TreeSet<>(findings(check)),
                check::toString);
        assertTrue(check.stdout().contains("\"unseen\" : [ ]"), check::toString);
        Result text = machine.run("hubwarden", "check");
        for (String evidence : List.of(
                "jupyter-ben: jupyter-ben.service, pid ",
                ", the machine's /tmp (/proc/",
                "every address, port 80, traefik.service, pid ",
                "X-JupyterHub-Version: 4.1.6",
                "jupyter-ben: /etc/group:",
                "jupyter-nobody-said: in disk, /etc/group:",
                "/home/jupyter-ben, mode 0755",
                "jupyterhub.service, pid ",
                "jupyter-gus: uid ",
                "/home/jupyter-old, and useradd gives ",
                "/etc/sudoers.d/jupyterhub-admins:2: Defaults exempt_group",
                "hubwarden import tljh --output /etc/hubwarden/state.yaml writes one")) {
            assertTrue(text.stdout().contains(evidence), () -> evidence + "\n" + text);
        }
        assertFalse(text.stdout().contains("horse") || text.stdout().contains("$6$"), text::toString);
        assertEquals(before, everything(), "check only looks");
    }

    @Test
    @Order(2)
    void withoutRootItSaysWhatItCouldNotSee() {
        Result check = machine.shAs("nobody", "hubwarden check");
        assertEquals(2, check.exit(), check::toString);
        assertTrue(check.stdout().contains("/home/jupyter-ben, mode 0755"), check::toString);
        for (String unseen : List.of(
                "Not seen: /etc/shadow,", "Not seen: /opt/tljh/config/config.yaml.", "Not seen: /etc/sudoers and")) {
            assertTrue(check.stdout().contains(unseen), check::toString);
        }
        assertTrue(check.stdout().endsWith(": sudo hubwarden check\n"), check::toString);
    }

    @Test
    @Order(3)
    void aRunningHubAndTheAccountsTellTheSamePeople() {
        machine.write("/root/token", "sesame\n");
        Result asked = machine.run("hubwarden", "import", "hub", "--token-file", "/root/token");
        assertEquals(0, asked.exit(), asked::toString);
        assertTrue(asked.stdout().contains("\n  ada: {adopt: true}"), asked::toString);
        assertTrue(asked.stdout().contains("\n  '" + LONG) || asked.stdout().contains("\n  " + LONG), asked::toString);
        assertTrue(asked.stdout().contains("#   zo"), "a name that we refuse is said: " + asked);
        assertFalse(asked.stdout().contains("sesame"), asked::toString);
        machine.write("/root/token", "wrong\n");
        Result refused = machine.run("hubwarden", "import", "hub", "--token-file", "/root/token");
        assertTrue(refused.stderr().contains("says 403: the token is not good"), refused::toString);
        Result accounts = machine.run("hubwarden", "import", "passwd");
        assertTrue(accounts.stdout().contains("\n  " + LONG + ": {adopt: true}"), accounts::toString);
        assertTrue(accounts.stdout().contains("\n  gus: {adopt: true}"), accounts::toString);
        machine.write("/root/token", "sesame\n");
        assertEquals(FOUND, plannedAfter("hub", "--token-file", "/root/token"));
        assertEquals(FOUND, plannedAfter("passwd"));
    }

    @Test
    @Order(4)
    void aStateFileIsWrittenOnceAndItsPlanChangesOnlyWhatCheckFound() {
        Result written = machine.run("hubwarden", "import", "tljh", "--output", "/etc/hubwarden/state.yaml");
        assertEquals(0, written.exit(), written::toString);
        String state = machine.readText("/etc/hubwarden/state.yaml");
        for (String line : List.of(
                "\n  ada: {adopt: true}",
                "\n  ben: {adopt: true}",
                "{adopt: true, groups: [cs101]}",
                "memory: 2G",
                "naming: tljh",
                "spawner: tljh",
                "#   jupyter-gus: is an account, and the hub's database has nobody")) {
            assertTrue(state.contains(line), line + "\n" + state);
        }
        assertEquals(
                1,
                machine.run("hubwarden", "import", "tljh", "--output", "/etc/hubwarden/state.yaml")
                        .exit());
        assertEquals(state, machine.readText("/etc/hubwarden/state.yaml"));

        Result plan = machine.run("hubwarden", "plan");
        assertEquals(2, plan.exit(), plan::toString);
        assertEquals(FOUND, changes(plan), plan::toString);
        assertTrue(
                plan.stdout().contains("has members that the state file does not list under admins")
                        && plan.stdout().contains("jupyter-ben"),
                plan::toString);
    }

    @Test
    @Order(5)
    void whatCheckAdvisedIsDoneAndTheDaemonTakesOver() {
        String before = whoTheyAre();
        machine.run("gpasswd", "-d", "jupyter-ben", "jupyterhub-admins").orFail();
        machine.run("gpasswd", "-d", "jupyter-nobody-said", "disk").orFail();
        machine.run("usermod", "-p", "!", "jupyter-ben").orFail();
        machine.run("systemctl", "enable", "--now", "hubwarden").orFail();
        hub.converge();
        assertEquals(before, whoTheyAre(), "ids, homes and accounts are what they were");
        assertEquals(
                LONG + "\n", machine.run("hubwarden", "whois", CUT).orFail().stdout());
        assertTrue(hub.hasRoot("jupyter-ada"));
        assertFalse(hub.hasRoot("jupyter-ben"));
        List<String> left = findings(machine.run("hubwarden", "check", "--json"));
        for (String cured : List.of("stale-admin", "root-equivalent", "open-home", "password")) {
            assertFalse(left.contains(cured), left::toString);
        }
        assertTrue(left.contains("shared-tmp"), "servers that run keep theirs until they start again: " + left);
    }

    @Test
    @Order(6)
    void aServerThatTljhStartsHasATmpOfItsOwnFromThenOn() {
        for (String user : List.of("ada", "ben", "nobody-said")) {
            spawn(user, user.equals("ada"));
        }
        inServerOf("ada", "echo mine >/tmp/x");
        assertEquals("", inServerOf("ben", "cat /tmp/x 2>/dev/null"));
        assertFalse(findings(machine.run("hubwarden", "check", "--json")).contains("shared-tmp"));
    }

    /** Its hub keeps who was an admin once, and its spawner puts them back into the group whenever a server starts. */
    @Test
    @Order(7)
    void whoIsDemotedHasNoRootHoweverOftenTljhPutsThemBack() {
        String state = machine.readText("/etc/hubwarden/state.yaml");
        String demoted =
                state.replaceFirst("(?m)^admins:\\n  ada: .*$", "  ada: {adopt: true}\nadmins:\n  ben: {adopt: true}");
        demoted = demoted.replaceFirst("(?m)^  ben: \\{adopt: true\\} +# jupyter-ben.*\\n", "");
        hub.converge(demoted);
        assertFalse(hub.hasRoot("jupyter-ada"));
        for (int start = 0; start < 2; start++) {
            spawn("ada", true);
            assertFalse(hub.hasRoot("jupyter-ada"), "in the moment after a start");
            hub.awaitShell("! grep '^jupyterhub-admins:.*jupyter-ada' /etc/group");
        }
        spawn("ada", true);
        hub.awaitShell("grep 'jupyter-ada is in the group jupyterhub-admins was put right 3 times'"
                + " /run/hubwarden/status.json");
        spawn("ada", true);
        assertFalse(hub.hasRoot("jupyter-ada"), "left in the group, and without its root");
        assertEquals("", inServerOf("ada", "ls -A /tmp"), "and their server has a /tmp of its own");
        String denied = machine.readText("/etc/sudoers.d/jupyterhub-admins-denied");
        assertTrue(
                denied.contains(
                        "#" + machine.run("id", "-u", "jupyter-ada").stdout().strip() + " ALL"),
                denied);
        assertTrue(hub.hasRoot("jupyter-ben"));
    }

    @Test
    @Order(8)
    void sudoIsTakenOutOfTheServersThatTljhStarts() {
        spawn("ben", true);
        assertEquals("0\n", inServerOf("ben", "sudo -n id -u"));
        String state = machine.readText("/etc/hubwarden/state.yaml");
        hub.converge(state.replaceFirst("(?m)^hub:\n", "hub:\n  sudo_in_server: false\n"));
        spawn("ben", true);
        assertTrue(inServerOf("ben", "sudo -n id -u").contains("no new privileges"));
        assertTrue(hub.hasRoot("jupyter-ben"), "elsewhere, as by ssh");
    }

    @Test
    @Order(9)
    void whoLeftTheFileIsStartedByNobody() {
        String state = machine.readText("/etc/hubwarden/state.yaml");
        hub.write(state.replaceFirst("(?m)^  nobody-said: .*\\n", "") + "offboarding: {grace: 0}\n");
        hub.awaitShell("test \"$(readlink /etc/systemd/system/jupyter-nobody-said.service)\" = /dev/null");
        hub.awaitShell("! pgrep -u jupyter-nobody-said");
        Result start = machine.run("sh", "/root/spawner", "nobody-said", "user");
        assertNotEquals(0, start.exit(), start::toString);
        assertTrue(start.stderr().contains("jupyter-nobody-said.service"), start::toString);
        assertNotEquals(0, machine.run("pgrep", "-u", "jupyter-nobody-said").exit());
        assertEquals(
                "750\n",
                machine.run("stat", "-c", "%a", "/home/jupyter-nobody-said").stdout(),
                "the work stays");
    }
}
