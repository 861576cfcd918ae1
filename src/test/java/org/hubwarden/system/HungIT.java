package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passes that hang: the daemon says in what, hears everything, ends at once, and is restarted only when the fault is its own. */
class HungIT {

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;
    private static String users = "alice, ken";

    @BeforeAll
    static void start() throws IOException {
        hub = Hub.start(machine, "version: 1\nusers: [alice, ken]\nadmins: [dana]\n");
        // Short enough that what hangs for the times below would be ended if it were not excused.
        machine.sh("mkdir -p /etc/systemd/system/hubwarden.service.d;"
                        + " printf '[Service]\\nWatchdogSec=15\\nRestartSec=1\\n[Unit]\\nStartLimitIntervalSec=0\\n'"
                        + " >/etc/systemd/system/hubwarden.service.d/test.conf;"
                        + " systemctl daemon-reload && systemctl restart hubwarden")
                .orFail();
        installHangingNameService();
        // What vipw's editor writes: then vipw changes nothing, and only its lock can tell that it is over.
        machine.run("sed", "-i", "s#^games:.*:#games:x:5:60:edited:/usr/games:#", "/etc/passwd")
                .orFail();
        hub.converge();
    }

    private static void installHangingNameService() throws IOException {
        Path module = Files.createTempFile("nss", ".so");
        List<String> command =
                List.of("gcc", "-shared", "-fPIC", "-o", module.toString(), "src/test/resources/nss/hang.c");
        Background.start(command, command, new byte[0])
                .await(Container.PATIENCE)
                .orFail();
        machine.write("/root/libnss_hang.so.2", Files.readAllBytes(module));
        Files.delete(module);
        machine.sh("cp /root/libnss_hang.so.2 /usr/lib/$(uname -m)-linux-gnu/").orFail();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @AfterEach
    void letGo() {
        machine.sh("rm -f /run/nss-hangs; touch /root/go; sed -i 's/ hang$//' /etc/nsswitch.conf;"
                        + " systemctl kill -s CONT dbus;"
                        + " systemctl start hubwarden")
                .orFail();
        hub.converge();
    }

    private static String classWith(String newcomer) {
        users += ", " + newcomer;
        return "version: 1\nusers: [" + users + "]\nadmins: [dana]\n";
    }

    private static String property(String name) {
        return machine.run("systemctl", "show", "-p", name, "--value", "hubwarden")
                .orFail()
                .stdout()
                .strip();
    }

    /** Waits inside the machine, since the moment may be short. */
    private static void awaitStatus(String words) {
        Result seen = machine.sh("for i in $(seq 1000); do grep '\"for\" : \"[^\"]*" + words
                + "' /run/hubwarden/status.json && exit 0;" + " sleep 0.1; done; exit 1");
        assertEquals(0, seen.exit(), () -> words + " is never said\n" + hub.journal());
    }

    private static void stopsAtOnce() {
        Result stop = machine.sh(
                "begin=$(date +%s%N); systemctl stop hubwarden;" + " echo $((($(date +%s%N) - begin) / 1000000))");
        long millis = Long.parseLong(stop.orFail().stdout().strip());
        assertTrue(millis < 5000, "stopping took " + millis + " ms");
        assertEquals("inactive", property("ActiveState"));
        assertEquals("success", property("Result"));
    }

    @Test
    void aNameServiceThatHangs() {
        machine.sh("touch /run/nss-hangs; sed -i -E 's/^(passwd|group):.*/& hang/' /etc/nsswitch.conf")
                .orFail();
        String restarts = property("NRestarts");
        hub.write(classWith("nina"));
        awaitStatus("the name service hang");
        String said = machine.run("hubwarden", "status").stdout();
        assertTrue(said.contains("Next step:"), said);
        hub.awaitShell(
                "systemctl status hubwarden | grep 'Status:.*waiting for an answer of the name service hang, since'");

        machine.run("gpasswd", "-a", "jupyter-ken", "jupyterhub-admins").orFail();
        hub.await(
                "ken is no admin",
                () -> !hub.hasRoot("jupyter-ken")
                        && !hub.line("group", "jupyterhub-admins").contains("jupyter-ken"));
        assertEquals("", hub.line("passwd", "jupyter-nina"), "no answer is not \"free\"");
        assertEquals(restarts, property("NRestarts"));

        awaitStatus("the name service hang");
        machine.sh("busctl call org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager EnsureUser s alice"
                        + " && busctl call org.hubwarden1 /org/hubwarden1 org.hubwarden1.Manager ServerState s alice")
                .orFail();
        awaitStatus("the name service hang");
        stopsAtOnce();
        machine.run("systemctl", "start", "hubwarden").orFail();
        assertEquals("", hub.line("passwd", "jupyter-nina"));
        machine.sh("rm /run/nss-hangs; systemctl reload hubwarden").orFail();
        hub.awaitShell("grep ^jupyter-nina: /etc/passwd");
    }

    /** Accounts do not wait for it: what is known without systemd is done. */
    @Test
    void aBusThatHangs() {
        hub.converge(classWith("sven") + "hub: {spawner: hubwarden}\n");
        String restarts = property("NRestarts");
        machine.run("systemctl", "kill", "-s", "STOP", "dbus").orFail();
        hub.write(classWith("sara") + "hub: {spawner: hubwarden}\n");
        awaitStatus("systemd");
        hub.awaitShell("grep ^jupyter-sara: /etc/passwd");
        hub.awaitShell("grep 'units cannot be looked at' /run/hubwarden/status.json");
        // Now there is no connection any more, and another is not to be had.
        hub.write(classWith("sina") + "hub: {spawner: hubwarden}\n");
        awaitStatus("systemd");
        hub.awaitShell("grep ^jupyter-sina: /etc/passwd");
        machine.run("systemctl", "reload", "hubwarden").orFail();
        awaitStatus("systemd");
        stopsAtOnce();
        machine.run("systemctl", "kill", "-s", "CONT", "dbus").orFail();
        machine.run("systemctl", "start", "hubwarden").orFail();
        hub.converge();
        assertEquals(restarts, property("NRestarts"));
    }

    @Test
    void vipwForAnHour() {
        String before = property("MainPID");
        String restarts = property("NRestarts");
        Background vipw = hub.vipw();
        String pid = machine.run("pgrep", "-o", "-x", "vipw").orFail().stdout().strip();
        hub.write(classWith("vera"));
        awaitStatus("the account files, held by vipw (pid " + pid + ")");
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep 'held by vipw (pid " + pid + "), since'");
        hub.write(classWith("walt"));

        // Beyond the wait for the lock, and twice the watchdog's interval: a pause before the next try.
        hub.awaitShell("grep -q next_pass_at /run/hubwarden/status.json && grep 'vipw (pid " + pid
                + ")' /run/hubwarden/status.json");
        assertTrue(machine.run("hubwarden", "status").stdout().contains("held by vipw (pid " + pid + "), since"));
        Instant next = longPause();
        machine.run("touch", "/root/go").orFail();
        vipw.await(Container.PATIENCE);
        hub.awaitShell("grep ^jupyter-walt: /etc/passwd");
        assertTrue(now().isBefore(next), "it was done at once, and not at the next try");
        hub.awaitShell("grep ^jupyter-vera: /etc/passwd");
        assertEquals(before, property("MainPID"));
        assertEquals(restarts, property("NRestarts"), "waiting for something with a name is no fault");
    }

    /** Waits until the next try is so far away that it cannot be what ends the wait. */
    private static Instant longPause() {
        Pattern at = Pattern.compile("\"next_pass_at\" : \"([^\"]*)\"");
        Instant[] next = {Instant.EPOCH};
        hub.await("a pause of some length", () -> {
            Matcher matcher = at.matcher(machine.readText("/run/hubwarden/status.json"));
            next[0] = matcher.find() ? Instant.parse(matcher.group(1)) : Instant.EPOCH;
            return next[0].isAfter(now().plusSeconds(15));
        });
        return next[0];
    }

    private static Instant now() {
        return Instant.parse(machine.sh("date -u +%Y-%m-%dT%H:%M:%SZ").stdout().strip());
    }

    @Test
    void aStopWhileVipwHasTheLock() {
        Background vipw = hub.vipw();
        hub.write(classWith("xena"));
        awaitStatus("held by vipw");
        stopsAtOnce();
        assertEquals(
                "",
                machine.sh("ls -A /etc | grep hubwarden$ | grep -v ^hubwarden$").stdout());
        machine.run("touch", "/root/go").orFail();
        vipw.await(Container.PATIENCE);
    }

    /** As from a server that is down: whatever is asked below /home takes for ever. */
    @Test
    void aFileSystemThatHangs() {
        String restarts = property("NRestarts");
        machine.run("chmod", "0755", "/home/jupyter-alice").orFail();
        Background strace = delayed("/home", 600);
        machine.run("systemctl", "reload", "hubwarden").orFail();
        awaitStatus("the file system of the homes");
        machine.run("gpasswd", "-a", "jupyter-ken", "jupyterhub-admins").orFail();
        hub.await(
                "ken is no admin", () -> !hub.line("group", "jupyterhub-admins").contains("jupyter-ken"));
        hub.awaitShell("grep 'file system of the homes gives no answer' /run/hubwarden/status.json");
        assertEquals(
                "755",
                machine.run("stat", "-c", "%a", "/home/jupyter-alice").stdout().strip());

        // A child that is being made while strace goes away never runs.
        String noChild = "! pgrep -P $(systemctl show -p MainPID --value hubwarden)";
        hub.awaitShell(noChild + " && sleep 2 && " + noChild + " && sleep 1 && " + noChild);
        strace.terminate();
        strace.await(Container.PATIENCE);
        hub.awaitShell("test $(stat -c %a /home/jupyter-alice) = 750");
        assertEquals(
                restarts,
                property("NRestarts"),
                () -> machine.sh("journalctl --sync; journalctl -b -u hubwarden")
                        .stdout());
    }

    /** A hang that has no name, since there is none in the program: the pass sleeps in a call where nothing is waited for. */
    @Test
    void aPassThatIsStuckInOurOwnCodeIsEndedByTheWatchdog() {
        String before = property("MainPID");
        Background strace = delayed("/etc/subuid", 600);
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.await("the watchdog ends it", () -> property("SubState").equals("stop-watchdog"));
        // Who is held by strace cannot die before it lets go.
        strace.kill();
        anotherIsStarted(before);
        String journal = machine.sh("journalctl --sync; journalctl -b -o cat").stdout();
        assertTrue(journal.contains("took no step for") && journal.contains("LinuxIdSources"), journal);
        assertTrue(journal.contains("Watchdog timeout"), journal);
        hub.converge();
    }

    @Test
    void aDaemonThatIsStoppedByASignalIsEndedByTheWatchdog() {
        String before = property("MainPID");
        machine.run("systemctl", "kill", "-s", "STOP", "hubwarden").orFail();
        anotherIsStarted(before);
        hub.converge();
    }

    private static void anotherIsStarted(String before) {
        hub.await("systemd starts another", () -> !Set.of(before, "0").contains(property("MainPID")));
    }

    /** From now on each call of the daemon about this path or into it takes so long. */
    private static Background delayed(String path, int seconds) {
        Background strace = machine.start(
                "sh",
                "-c",
                "exec strace -f -p $(systemctl show -p MainPID --value hubwarden) -o /dev/null -P " + path
                        + " -e trace=%file -e inject=%file:delay_enter=" + seconds * 1_000_000L);
        hub.awaitTraced();
        return strace;
    }

    /** The loop wakes three times a minute to feed the watchdog, and the JVM now and then by itself. */
    @Test
    void anIdleDaemonSleeps() {
        hub.converge();
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep ^converged");
        String ticks = "cut -d' ' -f14,15 /proc/$(systemctl show -p MainPID --value hubwarden)/stat | tr ' ' +";
        String wakes = "grep -h ^voluntary /proc/$(systemctl show -p MainPID --value hubwarden)/task/*/status"
                + " | awk '{n += $2} END {print n}'";
        machine.sh("sleep 5");
        Result spent = machine.sh("a=$((" + "$(" + ticks + ")" + ")); w=$(" + wakes + "); sleep 30;" + " echo $(($("
                + ticks + ") - a)) $(($(" + wakes + ") - w))");
        String[] numbers = spent.orFail().stdout().strip().split(" ", -1);
        assertTrue(Integer.parseInt(numbers[0]) <= 60, "hundredths of a second of processor in 30 s: " + numbers[0]);
        assertTrue(Integer.parseInt(numbers[1]) <= 900, "wake-ups in 30 s: " + numbers[1]);
        assertFalse(property("MainPID").isEmpty());
    }
}
