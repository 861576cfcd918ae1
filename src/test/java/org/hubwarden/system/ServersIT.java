package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What happens to one server while it lives: started anew after it failed, its devices, and its user's rights. */
class ServersIT {

    private static final String CLASS = """
            version: 1
            users:
              alice:
              %s
            admins:
              dana:
              %s
            hub:
              spawner: hubwarden
              command: [/bin/sh, -c, 'while sleep 0.1; do [ -e do ] && { sh ./do >out 2>&1; rm do; }; done']
              %s
            """;

    private static final Container machine = Container.boot("bookworm");
    private static final Hub hub = Hub.start(machine, state("bob:", "", ""));

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String state(String user, String admin, String devices) {
        return CLASS.formatted(user, admin, devices);
    }

    private static Result hubwarden(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "hubwarden";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return machine.run(command);
    }

    private static String property(String user, String name) {
        return machine.run("systemctl", "show", "-p", name, "--value", "jupyter@" + user + ".service")
                .orFail()
                .stdout()
                .strip();
    }

    /** Runs a script inside the user's server, and gives what it said. */
    private static String inServerOf(String user, String script) {
        String home = "/home/jupyter-" + user;
        machine.sh("rm -f " + home + "/out").orFail();
        machine.write(home + "/.do", script);
        machine.sh("chown jupyter-" + user + " " + home + "/.do && mv " + home + "/.do " + home + "/do")
                .orFail();
        hub.awaitShell("! test -e " + home + "/do && test -e " + home + "/out");
        return machine.readText(home + "/out");
    }

    @Test
    void aRestartBeginsAnewOrDoesNothing() {
        hub.converge(state("bob:", "", ""));
        hubwarden("start", "bob").orFail();
        inServerOf("bob", "echo old >/tmp/x");
        String before = property("bob", "MainPID");
        Result restarted = hubwarden("restart", "bob").orFail();
        assertEquals(
                "unit jupyter@bob.service restarted: as jupyter-bob (asked for with hubwarden restart)\n",
                restarted.stdout());
        assertNotEquals(before, property("bob", "MainPID"));
        assertEquals("", inServerOf("bob", "ls -A /tmp"));
        machine.run("journalctl", "--sync").orFail();
        assertEquals(
                "jupyter@bob.service\n",
                machine.sh("journalctl -o verbose HUBWARDEN_ACTION=unit.restart | sed -n 's/.*HUBWARDEN_UNIT=//p'")
                        .stdout());

        String override = "/etc/systemd/system/jupyter@bob.service.d/99-evil.conf";
        machine.sh("mkdir -p $(dirname " + override + ") && printf '[Service]\\nUser=root\\n' >" + override
                        + " && systemctl daemon-reload")
                .orFail();
        String running = property("bob", "MainPID");
        Result refused = hubwarden("restart", "bob");
        assertEquals(1, refused.exit(), refused::toString);
        assertEquals(running, property("bob", "MainPID"), "what runs goes on");
        machine.sh("rm " + override + " && systemctl daemon-reload").orFail();

        hubwarden("stop", "bob").orFail();
        hubwarden("restart", "bob").orFail();
        assertEquals("active", property("bob", "ActiveState"), "one that does not run is started");
    }

    @Test
    void thatAServerFailedDoesNotKeepItFromStarting() {
        machine.sh("mkdir -p /etc/systemd/system/jupyter@alice.service.d && printf '[Unit]\\nStartLimitBurst=1\\n"
                        + "StartLimitIntervalSec=1h\\n' >/etc/systemd/system/jupyter@alice.service.d/99-once.conf"
                        + " && systemctl daemon-reload")
                .orFail();
        hubwarden("start", "alice").orFail();
        fail("alice");
        hubwarden("start", "alice").orFail();
        assertEquals("active", property("alice", "ActiveState"));
        fail("alice");
        hubwarden("stop", "alice").orFail();
        assertEquals("inactive", property("alice", "ActiveState"), "and nothing is left of it");
    }

    private static void fail(String user) {
        machine.run("systemctl", "kill", "-s", "KILL", "jupyter@" + user + ".service")
                .orFail();
        hub.await("it failed", () -> property(user, "ActiveState").equals("failed"));
    }

    @Test
    void aDeviceThatIsNamedIsThereAndOthersAreNot() {
        machine.sh("mknod -m 0666 /dev/hub-gpu c 10 229 && mknod -m 0666 /dev/hub-other c 10 237")
                .orFail();
        String look = "for d in gpu other; do (: </dev/hub-$d) 2>&1 && echo $d; done";
        assertEquals("gpu\nother\n", machine.sh(look).stdout(), "both can be opened by anybody");
        hub.converge(state("carl:\n  bob:", "", ""));
        hubwarden("restart", "carl").orFail();
        String without = inServerOf("carl", look);
        assertTrue(without.contains("/dev/hub-gpu: No such file"), without);

        hub.converge(state("carl:\n  bob:", "", "devices: [/dev/hub-gpu]"));
        hubwarden("restart", "carl").orFail();
        String with = inServerOf("carl", look);
        assertTrue(with.contains("gpu\n"), with);
        // Containers do not hold units to their devices: what is asked of the kernel is as good as can be seen.
        assertEquals("closed", property("carl", "DevicePolicy"));
        assertEquals("/dev/hub-gpu rw", property("carl", "DeviceAllow"));
    }

    @Test
    void sudoIsTakenOutOfServersWhereThatIsAskedFor() {
        hub.converge(state("bob:", "yan:", ""));
        hubwarden("restart", "yan").orFail();
        assertEquals("0\n", inServerOf("yan", "sudo -n id -u"));
        hub.converge(state("bob:", "yan: {sandbox: relaxed}", "sudo_in_server: false"));
        String plan = hubwarden("plan").stdout();
        assertTrue(plan.contains("lets sudo work") && plan.contains("hubwarden restart yan"), plan);
        hubwarden("restart", "yan").orFail();
        assertTrue(inServerOf("yan", "sudo -n id -u").contains("no new privileges"));
        assertTrue(hub.hasRoot("jupyter-yan"), "elsewhere, as by ssh");
    }

    @Test
    void whoIsNoAdminAnyMoreHasNoRootInTheServerThatRuns() {
        hub.converge(state("bob:", "zoe:", ""));
        hubwarden("restart", "zoe").orFail();
        assertEquals("0\n", inServerOf("zoe", "sudo -n id -u"));
        String pid = property("zoe", "MainPID");
        hub.converge(state("bob:\n  zoe:", "", ""));
        assertNotEquals("0\n", inServerOf("zoe", "sudo -n id -u"));
        assertEquals(pid, property("zoe", "MainPID"), "it was not restarted");
        String plan = hubwarden("plan").stdout();
        assertTrue(plan.contains("still holds the group of admins") && plan.contains("hubwarden restart zoe"), plan);
        hubwarden("restart", "zoe").orFail();
        assertTrue(inServerOf("zoe", "sudo -n id -u").contains("no new privileges"));

        hub.converge(state("bob:", "", ""));
        String left = hubwarden("show", "zoe").stdout();
        assertTrue(left.contains("waits for the end of the grace of 5 minutes"), left);
        assertEquals(1, hubwarden("restart", "zoe").exit(), "who left gets no server");
        assertEquals("active", property("zoe", "ActiveState"), "and the one that runs has a grace");
        hubwarden("stop", "zoe").orFail();
        assertEquals("inactive", property("zoe", "ActiveState"));
    }
}
