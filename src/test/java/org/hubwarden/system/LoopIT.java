package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** When the daemon makes passes, when it makes none, and what systemd knows of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoopIT {

    private static final String CLASS = "version: 1\nusers: [alice, bob]\nadmins: [dana]\n";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void withoutAStateFileItEndsAndIsNotStartedAgain() {
        machine.installPackage();
        Result start = machine.run("systemctl", "start", "hubwarden");
        String journal = machine.journal("hubwarden");
        assertNotEquals(0, start.exit());
        assertEquals(
                "failed\n", machine.run("systemctl", "is-active", "hubwarden").stdout());
        assertEquals("78", property("ExecMainStatus"));
        assertEquals("0", property("NRestarts"));
        assertTrue(journal.contains("/etc/hubwarden/state.yaml") && journal.contains("version: 1"), journal);

        hub = Hub.start(machine, CLASS);
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String property(String name) {
        return machine.run("systemctl", "show", "-p", name, "--value", "hubwarden")
                .orFail()
                .stdout()
                .strip();
    }

    private static String lastPass() {
        return property("StatusText");
    }

    /** How many passes end while this many tenths of a second go by. */
    private static int passesIn(int tenths) {
        Set<String> seen = new HashSet<>(machine.sh("for i in $(seq " + tenths
                        + "); do systemctl show -p StatusText --value hubwarden; sleep 0.1; done; true")
                .lines());
        return seen.size() - 1;
    }

    @Test
    @Order(1)
    void startReturnsWhenTheFirstPassIsDone() {
        machine.run("id", "jupyter-alice").orFail();
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertEquals(0, hub.plan().exit(), "nothing is left to do");
    }

    @Test
    void systemdSupervisesIt() {
        assertEquals("notify", property("Type"));
        assertEquals("1min", property("WatchdogUSec"));
        assertNotEquals("0", property("WatchdogTimestampMonotonic"));
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep -q '^converged: [0-9]* account'");
    }

    @Test
    void aDaemonWithNothingToDoMakesNoPasses() {
        hub.converge(CLASS.replace("bob", "bob, idle"));
        hub.await("the wake-ups by its own writes are over", () -> passesIn(10) == 0);
        assertEquals(0, passesIn(50));
    }

    @Test
    void aPassThatFailsIsTriedAgainWithPausesBetween() {
        machine.sh("echo 'jupyter-dana ALL=(ALL) ALL' >/etc/sudoers.d/zz && chmod 0440 /etc/sudoers.d/zz")
                .orFail();
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep -q '^changes failed'");
        int passes = passesIn(120);
        machine.sh("rm /etc/sudoers.d/zz").orFail();
        assertTrue(passes >= 1 && passes <= 5, passes + " passes in 12 s");
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep -q ^converged");
    }

    @Test
    void reloadMakesAPass() {
        hub.await("it is idle", () -> passesIn(10) == 0);
        String before = lastPass();
        machine.run("chmod", "0777", "/home/jupyter-alice").orFail();
        assertEquals(0, passesIn(20), "modes of homes are not watched");
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.awaitShell("test $(stat -c %a /home/jupyter-alice) = 770");
        hub.await("the pass is told", () -> !lastPass().equals(before));
    }

    @Test
    void driftOfAnAccountFileIsNoticed() {
        machine.run("gpasswd", "-d", "jupyter-bob", "jupyterhub-users").orFail();
        hub.awaitShell("id -nG jupyter-bob | grep -q jupyterhub-users");
        machine.run("gpasswd", "-a", "jupyter-bob", "jupyterhub-admins").orFail();
        hub.awaitShell("! id -nG jupyter-bob | grep -q jupyterhub-admins");
    }

    /** The daemon sleeps until the command is in the middle of its transaction. */
    @Test
    void applyAndTheDaemonTakeTurns() {
        machine.run("systemctl", "kill", "-s", "STOP", "hubwarden").orFail();
        hub.write(CLASS.replace("bob", "bob, turn"));
        Background apply = machine.start(
                "sh",
                "-c",
                "exec strace -f -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:delay_enter=200000"
                        + " hubwarden apply");
        hub.awaitShell("test -e /etc/passwd.lock");
        String before = lastPass();
        machine.run("systemctl", "kill", "-s", "CONT", "hubwarden").orFail();
        hub.awaitShell("test -e /home/jupyter-turn");
        assertEquals(before, lastPass(), "the daemon waits");
        apply.await(Container.PATIENCE).orFail();

        hub.await("the daemon made its pass", () -> !lastPass().equals(before));
        hub.converge();
        assertEquals(
                "1",
                machine.sh("journalctl --sync; journalctl -o cat | grep -c '^account jupyter-turn created'")
                        .stdout()
                        .strip(),
                "one of the two made it");
    }
}
