package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service on a real bus: who may ask for what, and what comes of it. */
class BusServiceIT {

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static final String CALL =
            "busctl --json=short call org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager ";
    private static final String FUZZ = "org/hubwarden/bus/wire/Fuzz.class";

    private static Hub hub = new Hub(machine);

    /** A server that keeps what it was given. Its user first exists when the service runs: the bus learns of it by itself. */
    @BeforeAll
    static void start() throws IOException {
        machine.sh("printf '#!/bin/sh\\ncat /proc/$$/environ >$HOME/draft && mv $HOME/draft $HOME/seen\\n"
                        + "exec sleep 1000000\\n' >/usr/local/bin/serve && chmod +x /usr/local/bin/serve")
                .orFail();
        machine.sh("mkdir -p /opt/fuzz/" + Path.of(FUZZ).getParent()).orFail();
        machine.write(
                "/opt/fuzz/" + FUZZ,
                Files.readAllBytes(Path.of("target/test-classes").resolve(FUZZ)));
        hub = Hub.start(machine, state("alice, bob, eve+x"));
        machine.sh("systemctl is-active dbus && adduser --system --group --no-create-home jupyterhub >/dev/null"
                        + " && systemctl reload dbus")
                .orFail();
        hub.await("the hub's user is known", () -> asHub("ServerState s alice").exit() == 0);
    }

    private static String state(String users) {
        return "version: 1\nusers: [" + users + "]\nhub: {spawner: hubwarden, command: [/usr/local/bin/serve]}\n";
    }

    private static Result asHub(String call) {
        return machine.shAs("jupyterhub", CALL + call);
    }

    private static void assertRefused(String why, Result result) {
        assertNotEquals(0, result.exit(), result::toString);
        assertTrue(result.stderr().contains(why), result::toString);
    }

    private static void assertState(String state, String user) {
        assertEquals(
                "{\"type\":\"s\",\"data\":[\"" + state + "\"]}\n",
                asHub("ServerState s " + user).orFail().stdout());
    }

    @Test
    void theHubGetsAnAccountAndItsServer() {
        Result ensured = asHub("EnsureUser s alice").orFail();
        String uid = machine.run("id", "-u", "jupyter-alice").orFail().stdout().strip();
        assertEquals(
                "{\"type\":\"suss\",\"data\":[\"jupyter-alice\"," + uid
                        + ",\"/home/jupyter-alice\",\"jupyter@alice.service\"]}\n",
                ensured.stdout());
        assertState("inactive", "alice");
        asHub("StartServer 'sa{ss}' alice 1 LANG C.UTF-8").orFail();
        assertState("active", "alice");
        assertEquals(
                "600 root\n700 root\n",
                machine.sh("stat -c '%a %U' /run/hubwarden/env/alice /run/hubwarden/env")
                        .stdout());
        asHub("StopServer s alice").orFail();
        assertState("inactive", "alice");
        machine.sh("! test -e /run/hubwarden/env/alice").orFail();
    }

    /** What systemd gives a process is what was sent, and what the account has. */
    @Test
    void aServerGetsWhatWasSentAndNothingElse() {
        Random random = new Random(11);
        for (String user : List.of("bob", "eve+x", "bob")) {
            Map<String, String> sent = variables(random);
            List<String> command = new ArrayList<>(List.of("runuser", "-u", "jupyterhub", "--"));
            command.addAll(List.of(CALL.split(" ")));
            command.addAll(List.of("StartServer", "sa{ss}", user, Integer.toString(sent.size())));
            sent.forEach((name, value) -> command.addAll(List.of(name, value)));
            machine.run("rm", "-f", "/home/jupyter-" + user + "/seen");
            machine.run(command.toArray(String[]::new)).orFail();
            hub.awaitShell("test -e /home/jupyter-" + user + "/seen");
            Map<String, String> seen = environment("/home/jupyter-" + user + "/seen");
            Map<String, String> wanted = new TreeMap<>(sent);
            wanted.put("HOME", "/home/jupyter-" + user);
            wanted.put("USER", "jupyter-" + user);
            wanted.put("LOGNAME", "jupyter-" + user);
            wanted.put("SHELL", "/bin/bash");
            wanted.put("PATH", "/usr/local/bin:/usr/bin:/bin");
            assertEquals(wanted, only(seen, wanted));
            seen.keySet().removeAll(wanted.keySet());
            seen.keySet().removeAll(List.of("INVOCATION_ID", "JOURNAL_STREAM", "SYSTEMD_EXEC_PID", "LANG"));
            assertEquals(Map.of(), seen, "systemd's own are no others");
        }
        String shown = machine.sh("systemctl show jupyter@bob.service; cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
                .stdout();
        assertFalse(shown.contains("JUPYTERHUB_0"), "nobody else sees them");
    }

    private static Map<String, String> only(Map<String, String> all, Map<String, String> names) {
        Map<String, String> some = new TreeMap<>(all);
        some.keySet().retainAll(names.keySet());
        return some;
    }

    private static Map<String, String> environment(String path) {
        return Arrays.stream(new String(machine.read(path), StandardCharsets.UTF_8).split("\0"))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> variables(Random random) {
        String signs = "\"\\`$'#;%{}()=&|<>*?[]~! \t\u0001\u007fabcnt0é\u2028\u20ac";
        Map<String, String> variables = new TreeMap<>();
        variables.put("JUPYTERHUB_ATTACK", "\"\nLD_PRELOAD=/tmp/x\n#".replace("\n", "\\n"));
        variables.put("JUPYTERHUB_EMOJI", "\ud83d\ude00 \\");
        for (int i = 0; i < 40; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                value.append(signs.charAt(random.nextInt(signs.length())));
            }
            variables.put("JUPYTERHUB_" + i, value.toString());
        }
        return variables;
    }

    @Test
    void whatMayNotBeIsRefused() {
        assertRefused("mallory is not listed in the state file", asHub("EnsureUser s mallory"));
        assertRefused("has a slash", asHub("EnsureUser s ../../etc"));
        assertRefused("is none that a hub may set", asHub("StartServer 'sa{ss}' bob 1 LD_PRELOAD /tmp/x"));
        assertRefused("is none that a hub may set", asHub("StartServer 'sa{ss}' bob 1 BASH_ENV /tmp/x"));
        assertRefused("takes (s) and not (u)", asHub("EnsureUser u 5"));
        assertRefused("Access denied", asHub("Reconcile"));
        assertRefused("Access denied", machine.shAs("nobody", CALL + "EnsureUser s alice"));
        assertRefused(
                "ccess denied",
                machine.shAs(
                        "jupyterhub",
                        "busctl get-property org.hubwarden1 /org/hubwarden1" + " org.hubwarden1.Manager Converged"));
        machine.sh("! find /etc/dbus-1 -name '*hubwarden*' | grep .").orFail();
    }

    /** Without the policy, the service itself finds out who asks. */
    @Test
    void theCallersNumberDecidesWhateverTheBusLetsThrough() {
        machine.write(
                "/etc/dbus-1/system.d/zz-open.conf",
                "<busconfig><policy context=\"mandatory\"><allow send_destination=\"org.hubwarden1\"/>"
                        + "<allow receive_sender=\"org.hubwarden1\"/></policy></busconfig>");
        machine.sh("systemctl reload dbus").orFail();
        hub.await(
                "the policy is open",
                () -> !machine.shAs("nobody", CALL + "Status").stderr().contains("Access denied"));
        for (String method : List.of("EnsureUser s alice", "StopServer s alice", "Status", "Plan", "Approve s x")) {
            assertRefused("for root", machine.shAs("nobody", CALL + method));
            assertRefused("for root", machine.shAs("jupyter-alice", CALL + method));
        }
        for (String method : List.of("Status", "Plan", "Reconcile", "Approve s x")) {
            assertRefused("is for root only", asHub(method));
        }
        machine.sh("rm /etc/dbus-1/system.d/zz-open.conf && systemctl reload dbus")
                .orFail();
        hub.await(
                "the policy is closed",
                () -> machine.shAs("nobody", CALL + "Status").stderr().contains("Access denied"));
    }

    @Test
    void aHubThatRunsAsSomebodyElseIsLetInByWhatCheckTells() {
        machine.run("adduser", "--system", "--group", "--no-create-home", "www-hub")
                .orFail();
        String others = state("alice, bob, eve+x").replace("{spawner", "{user: www-hub, spawner");
        hub.converge(others);
        assertRefused("ccess denied", machine.shAs("www-hub", CALL + "EnsureUser s alice"));
        try {
            isLetInByTheCure();
        } finally {
            machine.sh("rm -f /etc/dbus-1/system.d/hubwarden-hub.conf && systemctl reload dbus")
                    .orFail();
            hub.converge(state("alice, bob, eve+x"));
        }
    }

    private static void isLetInByTheCure() {
        Matcher cure = Pattern.compile("Cure: as root, (echo .*), then (systemctl reload dbus)")
                .matcher(machine.run("hubwarden", "check").stdout());
        assertTrue(cure.find());
        machine.sh(cure.group(1) + " && " + cure.group(2)).orFail();
        hub.await(
                "the hub is let in",
                () -> machine.shAs("www-hub", CALL + "EnsureUser s alice").exit() == 0);
        assertRefused("is for root only", machine.shAs("www-hub", CALL + "Status"));
        assertRefused("for the hub's own user", asHub("EnsureUser s alice"));
        String found = machine.run("hubwarden", "check", "--json").stdout();
        assertFalse(found.contains("hub-bus"), found);
    }

    @Test
    void rootAsksForEverything() {
        String properties = machine.sh("busctl introspect org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager")
                .orFail()
                .stdout();
        assertTrue(properties.contains("LastPass") && properties.contains("StartServer"), properties);
        machine.sh(CALL + "Status | grep -q last_pass_at").orFail();
        machine.sh(CALL + "Plan | grep -q changes").orFail();
        machine.sh("gpasswd -d jupyter-alice jupyterhub-users; hubwarden apply && id -nG jupyter-alice | grep -qw"
                        + " jupyterhub-users")
                .orFail();
        Result applied = machine.run("hubwarden", "apply", "--json").orFail();
        assertTrue(applied.stdout().contains("\"verdict\" : \"converged\""), applied::stdout);
        machine.sh("busctl get-property org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager Converged | grep -q true")
                .orFail();
    }

    @Test
    void anAccountIsMadeWhenTheHubFirstAsksForIt() {
        hub.converge(state("alice, bob, eve+x, olga, pia, quin") + "accounts: on_demand\n");
        assertNotEquals(0, machine.run("id", "jupyter-olga").exit());
        asHub("EnsureUser s olga").orFail();
        machine.sh(
                        "id -nG jupyter-olga | grep -qw jupyterhub-users && test $(stat -c '%a %U' /home/jupyter-olga | tr ' ' _)"
                                + " = 750_jupyter-olga")
                .orFail();
        asHub("StartServer 'sa{ss}' pia 1 JUPYTERHUB_USER pia").orFail();
        hub.awaitShell("grep -qz '^JUPYTERHUB_USER=pia$' /home/jupyter-pia/seen");
        asHub("StopServer s quin").orFail();
        assertNotEquals(0, machine.run("id", "jupyter-quin").exit(), "nobody asked for this account");
        hub.converge();
        assertEquals(
                "1\n",
                machine.sh(
                                "journalctl --sync; journalctl -o cat UNIX_USER=jupyter-olga HUBWARDEN_ACTION=account.create | wc -l")
                        .stdout());
        hub.awaitShell("! ls /var/lib/hubwarden/ | grep trail");
        hub.converge(state("alice, bob, eve+x, olga, pia"));
    }

    @Test
    void whatIsHeldWaitsAndWhoIsGoneCanBeStopped() {
        hub.converge(state("alice, bob, eve+x, rita, sam, tom, uwe, vera"));
        asHub("StartServer 'sa{ss}' rita 0").orFail();
        hub.write(state("alice, zoe"));
        hub.await(
                "the plan is held",
                () -> machine.sh("grep -q held /run/hubwarden/status.json").exit() == 0);
        assertRefused("waits until an administrator of the machine confirms it", asHub("EnsureUser s rita"));
        assertRefused("waits until an administrator of the machine confirms it", asHub("EnsureUser s zoe"));
        asHub("EnsureUser s alice").orFail();
        assertState("active", "rita");
        machine.sh(
                        "hubwarden approve $(hubwarden plan | grep -o 'hubwarden approve [0-9a-f]*' | head -1 | cut -d' ' -f3)")
                .orFail();
        hub.await("rita is gone", () -> asHub("EnsureUser s rita").stderr().contains("is not listed"));
        asHub("StopServer s rita").orFail();
        assertState("inactive", "rita");
        asHub("EnsureUser s zoe").orFail();
        hub.converge(state("alice, bob, eve+x, rita"));
        asHub("EnsureUser s rita").orFail();
    }

    @Test
    void whateverIsSaidTheDaemonStaysAndNothingIsGranted() {
        String before = standing();
        long first = 0;
        for (int round = 0; round < 3; round++) {
            String fuzz = "java -Xmx128m -cp /usr/lib/hubwarden/hubwarden.jar:/opt/fuzz org.hubwarden.bus.wire.Fuzz ";
            Background asHub = machine.start("runuser", "-u", "jupyterhub", "--", "sh", "-c", fuzz + round + " 60");
            Result asRoot = machine.sh(fuzz + (100 + round) + " 60").orFail();
            machine.sh(CALL + "Status >/dev/null").orFail();
            Result answers = asHub.await(Container.PATIENCE).orFail();
            for (Result each : List.of(asRoot, answers)) {
                assertFalse(each.stdout().lines().anyMatch(line -> line.startsWith("yes")), each::stdout);
                assertTrue(each.stdout().contains("org.hubwarden1.Error.NotDeclared"), each::stdout);
                assertTrue(each.stdout().contains("org.freedesktop.DBus.Error.InvalidArgs"), each::stdout);
            }
            first = round == 0 ? memory() : first;
        }
        assertEquals(before, standing());
        long now = memory();
        assertTrue(now < first * 1.3 + 20_000, first + " kB and then " + now);
    }

    /** The daemon's process, the accounts, and what runs. */
    private static String standing() {
        return machine.sh(
                        "systemctl show -p MainPID -p NRestarts hubwarden; sha256sum /etc/passwd /etc/group /etc/shadow"
                                + " /var/lib/hubwarden/ledger.json; ls /run/hubwarden/env; systemctl list-units --plain"
                                + " 'jupyter@*' | grep -o 'jupyter@[^ ]*'")
                .stdout();
    }

    /** In kB. */
    private static long memory() {
        return Long.parseLong(machine.sh("sed -n 's/^VmRSS:[^0-9]*\\([0-9]*\\).*/\\1/p'"
                        + " /proc/$(systemctl show -p MainPID --value hubwarden)/status")
                .orFail()
                .stdout()
                .strip());
    }

    @Test
    void aBusThatBeginsAnewAndADaemonThatIsStopped() {
        machine.run("systemctl", "restart", "dbus.service").orFail();
        hub.await("the service is back", () -> asHub("EnsureUser s alice").exit() == 0);
        machine.run("systemctl", "stop", "hubwarden").orFail();
        machine.sh("hubwarden apply").orFail();
        assertEquals(
                "inactive\n", machine.run("systemctl", "is-active", "hubwarden").stdout(), "a command starts none");
        asHub("EnsureUser s alice").orFail();
        hub.awaitShell("systemctl is-active hubwarden");
    }
}
