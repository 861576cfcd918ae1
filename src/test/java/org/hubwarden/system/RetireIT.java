package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine that hubwarden gives up, and takes over again. */
class RetireIT {

    private static final String DROP_INS = "ls /etc/sudoers.d | grep jupyterhub";
    private static final String UNITS = "hub: {spawner: hubwarden, command: [/bin/sleep, infinity]}\n";
    private static final String UNIT_FILES = "ls /etc/systemd/system | grep jupyter";
    private static final String STAYS = "cd /etc && sha256sum passwd shadow group gshadow hubwarden/state.yaml"
            + " /var/lib/hubwarden/ledger.json; ls -la /home | tail -n +4";

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void retiresAndComesBack(String suite) {
        try (Container machine = Container.boot(suite)) {
            Hub hub = Hub.start(machine, "version: 1\nusers: [alice, fred]\nadmins: [dana, erin]\n" + UNITS);
            hub.converge();
            hub.converge("version: 1\nusers: [alice, erin]\nadmins: [dana]\n" + UNITS);
            machine.run("hubwarden", "start", "alice").orFail();
            assertEquals(
                    "jupyter@.service\njupyter@dana.service.d\njupyter@fred.service\njupyterhub-users.slice\n",
                    machine.sh(UNIT_FILES).stdout());
            Background old = machine.start("runuser", "-u", "jupyter-erin", "-g", "jupyterhub-admins", "sleep", "600");
            hub.awaitShell("pgrep -u jupyter-erin sleep");

            Result refused = machine.run("hubwarden", "retire", "--yes");
            assertEquals(1, refused.exit(), refused::toString);
            assertTrue(refused.stderr().contains("systemctl disable --now hubwarden"), refused::toString);
            assertTrue(hub.hasRoot("jupyter-dana"));

            machine.run("systemctl", "disable", "--now", "hubwarden").orFail();
            asksOnATerminalOnly(machine);
            String before = machine.sh(STAYS).stdout();
            anotherRuleKeepsTheDenial(machine);
            Result retired = machine.run("hubwarden", "retire", "--yes").orFail();
            assertTrue(retired.stdout().contains("What stays"), retired::toString);
            assertEquals("", machine.sh(DROP_INS).stdout());
            assertEquals("", machine.sh(UNIT_FILES).stdout());
            machine.run("systemctl", "is-active", "jupyter@alice.service").orFail();
            assertEquals(before, machine.sh(STAYS).stdout());
            assertFalse(hub.hasRoot("jupyter-dana"));
            assertFalse(hasRootWithTheGroup(machine, "jupyter-erin"), "an old process with the group");
            machine.run("hubwarden", "retire", "--yes").orFail();
            machine.run("journalctl", "--sync").orFail();
            assertEquals(
                    2,
                    machine.sh("journalctl -o cat HUBWARDEN_ACTION=sudoers.withdraw")
                            .lines()
                            .size());

            machine.run("systemctl", "enable", "--now", "hubwarden").orFail();
            assertTrue(hub.hasRoot("jupyter-dana"));
            assertFalse(hasRootWithTheGroup(machine, "jupyter-erin"));
            assertTrue(hub.plan().stdout().contains("No changes."), "but for the end of erin's grace");
            old.kill();
        }
    }

    private static boolean hasRootWithTheGroup(Container machine, String user) {
        return machine.run("runuser", "-u", user, "-g", "jupyterhub-admins", "--", "sudo", "-n", "id", "-u")
                        .exit()
                == 0;
    }

    private static void asksOnATerminalOnly(Container machine) {
        Result silent = machine.run("hubwarden", "retire");
        assertEquals(1, silent.exit(), silent::toString);
        assertTrue(silent.stderr().contains("hubwarden retire --yes"), silent::toString);
        Result no = machine.sh("echo no | script -qec 'hubwarden retire' /dev/null");
        assertEquals(1, no.exit(), no::toString);
        assertTrue(no.stdout().contains("Type yes"), no::toString);
        assertEquals(2, machine.sh(DROP_INS).lines().size());
    }

    private static void anotherRuleKeepsTheDenial(Container machine) {
        machine.sh(
                        "echo '%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL' >/etc/sudoers.d/a-others && chmod 0440 /etc/sudoers.d/a-others")
                .orFail();
        Result kept = machine.sh("echo yes | script -qec 'hubwarden retire' /dev/null");
        assertEquals(2, kept.exit(), kept::toString);
        assertTrue(kept.stdout().contains("/etc/sudoers.d/a-others:1 may give them sudo"), kept::toString);
        assertEquals("jupyterhub-admins-denied\n", machine.sh(DROP_INS).stdout());
        assertFalse(hasRootWithTheGroup(machine, "jupyter-erin"), "the denial holds");
        machine.run("rm", "/etc/sudoers.d/a-others").orFail();
        assertNotEquals("", machine.sh(DROP_INS).stdout());
    }
}
