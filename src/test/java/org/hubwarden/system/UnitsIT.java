package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnitName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers as units, on a real machine: the sandbox and the private /tmp are read off what runs. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class UnitsIT {

    /** A server that does what a file in its home says, so that a test can act inside it. */
    private static final String CLASS = """
            version: 1
            users:
              alice:
              bob: {limits: {memory: 300M, cpu: 0.5}}
              %s
            admins:
              dana:
            defaults: {limits: {memory: 200M, tasks: 100}}
            hub:
              spawner: hubwarden
              command: [/bin/sh, -c, 'while sleep 0.1; do [ -e do ] && { sh ./do >out 2>&1; rm do; }; done']
              slice_limits: {tasks: %s}
            """;

    private static final Map<String, Hub> HUBS = new HashMap<>();

    private final Hub hub;
    private final Container machine;

    UnitsIT(String suite) {
        hub = HUBS.computeIfAbsent(suite, name -> Hub.start(Container.boot(name), state("")));
        machine = hub.machine();
    }

    @AfterAll
    static void halt() {
        HUBS.values().forEach(hub -> hub.machine().close());
    }

    /** Names that JupyterHub may have, and some more, who are in the class from the beginning: a class does not leave. */
    private static final List<String> NAMES = Corpus.rows("hub_name")
            .filter(row -> row.outcome().equals("ACCEPT"))
            .map(Row::text)
            .filter(name -> !name.equals("alice") && !name.equals("bob"))
            .distinct()
            .toList();

    private static String state(String users) {
        String all = Stream.concat(NAMES.stream(), IntStream.range(0, 60).mapToObj(i -> "k" + i))
                .map(name -> "'" + name + "':\n  ")
                .collect(Collectors.joining());
        return CLASS.formatted(all + users, 5000);
    }

    private Result hubwarden(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "hubwarden";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return machine.run(command);
    }

    private String property(String unit, String name) {
        return machine.run("systemctl", "show", "-p", name, "--value", unit)
                .orFail()
                .stdout()
                .strip();
    }

    /** Runs a script inside the user's server, and gives what it said. */
    private String inServerOf(String user, String script) {
        String home = "/home/jupyter-" + user;
        machine.sh("rm -f " + home + "/out").orFail();
        machine.write(home + "/.do", script);
        machine.sh("chown jupyter-" + user + " " + home + "/.do && mv " + home + "/.do " + home + "/do")
                .orFail();
        hub.awaitShell("! test -e " + home + "/do && test -e " + home + "/out");
        return machine.readText(home + "/out");
    }

    private long reloads() {
        machine.run("journalctl", "--sync").orFail();
        return machine.sh("journalctl -b _PID=1 -o cat | grep -cE '^Reloading[.]+$'")
                .stdout()
                .lines()
                .mapToLong(line -> Long.parseLong(line.strip()))
                .sum();
    }

    @Test
    void twoUsersWriteTheSameNameInTmpAndSeeOnlyTheirOwn() {
        hubwarden("start", "alice").orFail();
        hubwarden("start", "bob").orFail();
        inServerOf("alice", "echo of-alice >/tmp/x");
        inServerOf("bob", "echo of-bob >/tmp/x");
        assertEquals("of-alice\n", inServerOf("alice", "cat /tmp/x"));
        assertEquals("of-bob\n", inServerOf("bob", "cat /tmp/x; ls /tmp | grep -v '^x$'"));
        assertNotEquals(0, machine.run("test", "-e", "/tmp/x").exit());
        assertEquals("jupyter-alice\n", inServerOf("alice", "id -un"));

        hubwarden("stop", "alice").orFail();
        assertEquals(
                3,
                machine.run("systemctl", "is-active", "jupyter@alice.service").exit());
        hubwarden("start", "alice").orFail();
        assertEquals("", inServerOf("alice", "ls -A /tmp"), "a new one begins empty");
    }

    @Test
    void anAdminsServerGetsRootBySudoAndAUsersDoesNot() {
        hubwarden("start", "dana").orFail();
        hubwarden("start", "bob").orFail();
        assertEquals("0\n", inServerOf("dana", "sudo -n id -u"));
        String user = inServerOf("bob", "sudo -n id -u");
        assertTrue(user.contains("no new privileges"), user);
        assertEquals(
                "Permission denied\n",
                inServerOf("bob", "touch /usr/x 2>&1 | sed 's/.*: //'")
                        .replace("Read-only file system", "Permission denied"));
        assertEquals("0\n", inServerOf("dana", "ls /tmp | wc -l"), "and has a /tmp of their own as well");
    }

    @Test
    void aRelaxedServerHasNothingButItsTmp() {
        hub.converge(state("rel: {sandbox: relaxed}"));
        hubwarden("start", "rel").orFail();
        assertEquals("NoNewPrivs:\t0\n", inServerOf("rel", "grep NoNewPrivs /proc/self/status"));
        assertEquals("0\n", inServerOf("rel", "ls -A /tmp | wc -l"));
        hub.converge(state(""));
        String left = machine.run("hubwarden", "show", "rel").stdout();
        assertTrue(left.contains("waits for the end of the grace"), left);
        machine.run("systemctl", "stop", "jupyter@rel.service").orFail();
    }

    @Test
    void limitsAreInForceAndPutRightWhileTheServerRuns() {
        hubwarden("start", "bob").orFail();
        hub.converge();
        assertEquals("314572800", property("jupyter@bob.service", "MemoryMax"));
        assertEquals("500ms", property("jupyter@bob.service", "CPUQuotaPerSecUSec"));
        assertEquals("100", property("jupyter@bob.service", "TasksMax"));
        assertEquals("5000", property("jupyterhub-users.slice", "TasksMax"));
        String pid = property("jupyter@bob.service", "MainPID");
        machine.run("systemctl", "set-property", "--runtime", "jupyter@bob.service", "MemoryMax=1G")
                .orFail();
        machine.run("systemctl", "set-property", "jupyter@bob.service", "TasksMax=77")
                .orFail();
        hub.pass();
        hub.await(
                "memory is back",
                () -> property("jupyter@bob.service", "MemoryMax").equals("314572800"));
        hub.await(
                "tasks are back",
                () -> property("jupyter@bob.service", "TasksMax").equals("100"));
        hub.converge(state("").replace("memory: 300M", "memory: 320M").replace("tasks: 5000", "tasks: 4000"));
        hub.await(
                "a new limit is in force",
                () -> property("jupyter@bob.service", "MemoryMax").equals("335544320"));
        assertEquals("4000", property("jupyterhub-users.slice", "TasksMax"));
        assertEquals(pid, property("jupyter@bob.service", "MainPID"), "nothing was restarted");
        hub.converge(state(""));
        hub.await(
                "and the old one",
                () -> property("jupyter@bob.service", "MemoryMax").equals("314572800"));
        machine.run("systemctl", "daemon-reload").orFail();
        hub.pass();
        assertEquals("100", property("jupyter@bob.service", "TasksMax"), "also after a reload");
    }

    @Test
    void whatIsSetBehindOurBackIsPutRightAtOnce() {
        hubwarden("start", "bob").orFail();
        hub.converge();
        for (String when : new String[] {"--runtime", "--runtime"}) {
            machine.run("systemctl", "set-property", when, "jupyter@bob.service", "MemoryMax=1G")
                    .orFail();
            hub.await(
                    "memory is back",
                    () -> property("jupyter@bob.service", "MemoryMax").equals("314572800"));
            hub.converge();
        }
        String edit = "/etc/systemd/system/jupyter@bob.service.d/99-mine.conf";
        machine.sh("printf '[Service]\\nMemoryMax=1G\\n' >" + edit
                        + "; rm -rf /run/systemd/system.control/jupyter@bob.service.d"
                        + " /etc/systemd/system.control/jupyter@bob.service.d; systemctl daemon-reload")
                .orFail();
        hub.await(
                "also after systemctl edit",
                () -> property("jupyter@bob.service", "MemoryMax").equals("314572800"));
        machine.sh("rm " + edit + "; systemctl daemon-reload").orFail();
        hub.converge();
    }

    @Test
    void onlyATemplateInUseMakesSystemdReload() {
        hubwarden("start", "alice").orFail();
        hub.pass();
        hub.converge();
        long before = reloads();
        hub.converge(state("carol: {limits: {memory: 1G}}"));
        hub.converge(state("carol: {limits: {memory: 2G}, sandbox: relaxed}"));
        hub.converge(state(""));
        hub.pass();
        assertEquals(before, reloads(), "users come, change and go");
        hub.converge(state("").replace("tasks: 100}", "tasks: 101}"));
        hub.await(
                "the template's limit is in force",
                () -> property("jupyter@alice.service", "TasksMax").equals("101"));
        hub.pass();
        assertEquals(before + 1, reloads());
        hub.converge(state(""));
    }

    @Test
    void aUnitThatWouldRunAsSomebodyElseIsNotStarted() {
        hub.converge(state("eve:"));
        String override = "/etc/systemd/system/jupyter@eve.service.d/99-evil.conf";
        for (String user : new String[] {"User=root", "User=", "User=nosuch"}) {
            machine.sh("mkdir -p /etc/systemd/system/jupyter@eve.service.d && printf '[Service]\\nUser=\\n" + user
                            + "\\n' >" + override + " && systemctl daemon-reload")
                    .orFail();
            Result start = hubwarden("start", "eve");
            assertEquals(1, start.exit(), start.toString());
            assertTrue(start.stderr().contains("it is not started, since it would run as"), start.stderr());
            assertEquals("inactive", property("jupyter@eve.service", "ActiveState"));
        }
        machine.sh("printf '[Service]\\nUser=root\\n' >" + override
                        + " && systemctl daemon-reload && systemctl start jupyter@eve.service")
                .orFail();
        String plan = hubwarden("plan").stdout();
        assertTrue(plan.contains("conflict (eve): jupyter@eve.service runs as uid 0"), plan);
        machine.sh("systemctl stop jupyter@eve.service; rm -r " + override + "; systemctl daemon-reload")
                .orFail();
        hub.converge(state(""));
        assertEquals(1, hubwarden("start", "nobody").exit());
    }

    @Test
    void aServerOlderThanThePolicyIsSaidAndNotTouched() {
        hubwarden("start", "alice").orFail();
        String dropIn = "/etc/systemd/system/jupyter@alice.service.d/99-mine.conf";
        machine.sh("mkdir -p $(dirname " + dropIn + "); printf '[Service]\\nPrivateTmp=no\\nNoNewPrivileges=no\\n"
                        + "RestrictSUIDSGID=no\\nLockPersonality=no\\nProtectKernelTunables=no\\nProtectKernelModules=no\\n"
                        + "ProtectKernelLogs=no\\nPrivateDevices=no\\n' >" + dropIn
                        + "; systemctl daemon-reload; systemctl restart jupyter@alice.service; rm " + dropIn
                        + "; systemctl daemon-reload")
                .orFail();
        String pid = property("jupyter@alice.service", "MainPID");
        hub.pass();
        String plan = hubwarden("plan").stdout();
        assertTrue(plan.contains("jupyter@alice.service has no /tmp of its own"), plan);
        assertEquals("yes", property("jupyter@alice.service", "PrivateTmp"), "as files say by now");
        hub.await(
                "the daemon, which may not see it, has it looked at",
                () -> hub.journal().contains("jupyter@alice.service has no /tmp of its own"));
        assertEquals(
                "",
                machine.sh("systemctl list-units --all --no-legend 'hubwarden-errand*'")
                        .stdout());
        assertTrue(plan.contains("jupyter@alice.service runs without the sandbox"), plan);
        assertTrue(hubwarden("show", "alice").stdout().contains("the machine's /tmp, no sandbox"));
        assertEquals(pid, property("jupyter@alice.service", "MainPID"));
        hubwarden("stop", "alice").orFail();
        hubwarden("start", "alice").orFail();
        assertFalse(hubwarden("plan").stdout().contains("jupyter@alice.service has"));
        String show = hubwarden("show", "alice").stdout();
        assertTrue(
                show.contains("jupyter@alice.service, running as jupyter-alice, its own /tmp, in the sandbox,"
                        + " memory 200M, cpu unlimited, tasks 100"),
                show);
        assertTrue(hubwarden("list").stdout().lines().anyMatch(l -> l.matches("alice .*running")));
        assertTrue(hubwarden("status").stdout().contains("Servers:"));
    }

    @Test
    void whoIsToBeKeptRunningRunsAgain() {
        hub.converge(state("auto: {autostart: true}"));
        assertEquals("active", property("jupyter@auto.service", "ActiveState"));
        machine.run("systemctl", "kill", "-s", "KILL", "jupyter@auto.service").orFail();
        hub.await(
                "it ended",
                () -> !property("jupyter@auto.service", "ActiveState").equals("active"));
        hub.pass();
        hub.await(
                "it runs again",
                () -> property("jupyter@auto.service", "ActiveState").equals("active"));
        hub.converge(state(""));
        machine.run("systemctl", "stop", "jupyter@auto.service").orFail();
    }

    @Test
    void theBusMayDieAndTheDaemonBeKilledBetweenWritingAndStarting() {
        String kept = state("").replaceAll("'(k\\d+)':\n", "'$1': {autostart: true, limits: {tasks: 20}}\n");
        hub.write(kept);
        hub.awaitShell("ls /etc/systemd/system | grep -q '^jupyter@k.*service.d'");
        machine.run("systemctl", "kill", "-s", "KILL", "hubwarden").orFail();
        hub.awaitShell("systemctl is-active -q hubwarden || systemctl restart hubwarden");
        hub.awaitShell("systemctl list-units --no-legend 'jupyter@k*' | grep -q .");
        machine.run("systemctl", "kill", "-s", "KILL", "dbus").orFail();
        hub.converge();
        assertEquals(
                "60\n",
                machine.sh("systemctl list-units --no-legend 'jupyter@k*' | grep -c running")
                        .stdout());
        hub.converge(state(""));
        machine.sh("systemctl stop 'jupyter@k*'").orFail();
    }

    @Test
    void everyAcceptedNameStartsAsAUnitAndMapsBack() {
        for (String name : NAMES) {
            hubwarden("start", name).orFail();
            String unit = hubwarden("show", name, "--json").orFail().stdout();
            assertTrue(unit.replace(" ", "").contains("\"running\":true"), unit);
            String account = machine.sh("ps -o user:64= -p $(systemctl show -p MainPID --value '"
                            + UnitName.of(Naming.DOCUMENTED.unixName(new HubName(name)))
                            + "')")
                    .stdout()
                    .strip();
            assertEquals(name + "\n", hubwarden("whois", account).stdout(), account);
            hubwarden("stop", name).orFail();
        }
        assertTrue(NAMES.size() > 5, NAMES.toString());
    }

    @Test
    void whatTljhStartsHasAPrivateTmpWhateverItAsksFor() {
        hub.write(state("")
                .replace("spawner: hubwarden", "spawner: tljh")
                .replace("'bob@ex.org':", "'bob@ex.org': {limits: {memory: 300M}}"));
        hub.awaitShell(
                "test -e /etc/systemd/system/jupyter-bob@ex.org.service.d/50-hubwarden.conf && test -e /etc/systemd/system/jupyter-.service.d/40-hubwarden.conf");
        for (String user : new String[] {"alice", "bob@ex.org"}) {
            machine.sh("systemctl reset-failed; systemd-run -q --unit=jupyter-" + user + " --uid=jupyter-" + user
                            + " -p PrivateTmp=no sleep infinity")
                    .orFail();
            assertEquals("yes", property("jupyter-" + user + ".service", "PrivateTmp"));
            machine.sh("grep -q 'systemd-private.* /tmp ' /proc/$(systemctl show -p MainPID --value jupyter-" + user
                            + ".service)/mountinfo")
                    .orFail();
        }
        assertEquals("314572800", property("jupyter-bob@ex.org.service", "MemoryMax"));
        assertEquals("209715200", property("jupyter-alice.service", "MemoryMax"));
        machine.sh("systemd-run -q --unit=jupyter-foreign sleep infinity").orFail();
        hub.pass();
        String plan = hubwarden("plan").stdout();
        assertTrue(plan.contains("belong to no user of ours: jupyter-foreign.service"), plan);
        assertTrue(hubwarden("show", "alice")
                .stdout()
                .contains("jupyter-alice.service, running as jupyter-alice, its own /tmp"));
        machine.sh("systemctl stop 'jupyter-*.service'").orFail();
        hub.converge(state(""));
        assertNotEquals(
                0,
                machine.run("test", "-e", "/etc/systemd/system/jupyter-.service.d")
                        .exit());
    }
}
