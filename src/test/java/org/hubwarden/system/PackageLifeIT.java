package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the package is upgraded and goes, with a stand-in for the daemon that runs. */
class PackageLifeIT {

    private static final String RUNNING_SERVICE =
            "mkdir -p /etc/systemd/system/hubwarden.service.d && printf '%s\\n' '[Service]' Type=exec ExecStart="
                    + " 'ExecStart=/bin/sleep infinity' >/etc/systemd/system/hubwarden.service.d/test.conf"
                    + " && systemctl daemon-reload";

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void isUpgradedInPlace(String suite) {
        try (Container machine = Container.boot(suite)) {
            machine.installPackage();
            machine.sh("echo 'version: 1' >/etc/hubwarden/state.yaml && echo '{}' >/var/lib/hubwarden/ledger.json")
                    .orFail();
            machine.installPackage();
            assertEquals(
                    "inactive\n",
                    machine.run("systemctl", "is-active", "hubwarden").stdout());

            machine.sh(RUNNING_SERVICE + " && systemctl start hubwarden").orFail();
            String before = invocation(machine);
            machine.installPackage();
            assertEquals(
                    "active\n",
                    machine.run("systemctl", "is-active", "hubwarden").stdout());
            assertNotEquals(before, invocation(machine));
            assertEquals("version: 1\n", machine.readText("/etc/hubwarden/state.yaml"));
            assertEquals("{}\n", machine.readText("/var/lib/hubwarden/ledger.json"));
        }
    }

    private static String invocation(Container machine) {
        return machine.run("systemctl", "show", "-p", "InvocationID", "--value", "hubwarden")
                .orFail()
                .stdout();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void leavesWhatBelongsToPeopleWhenItGoes(String suite) {
        try (Container machine = Container.boot(suite)) {
            machine.installPackage();
            machine.sh("useradd -m jupyter-ada && echo '# rule' >/etc/sudoers.d/jupyterhub-admins"
                            + " && echo 'version: 1' >/etc/hubwarden/state.yaml"
                            + " && echo '{}' >/var/lib/hubwarden/ledger.json")
                    .orFail();
            machine.sh(RUNNING_SERVICE + " && systemctl enable --now hubwarden").orFail();

            Result removed = machine.run("dpkg", "--remove", "hubwarden").orFail();
            assertTrue(removed.stdout().contains("Accounts, groups, homes"), removed::toString);
            assertNotEquals(
                    "active\n",
                    machine.run("systemctl", "is-active", "hubwarden").stdout());
            whatBelongsToPeopleIsThere(machine);

            Result purged = machine.run("dpkg", "--purge", "hubwarden").orFail();
            assertTrue(purged.stdout().contains("ledger and archives"), purged::toString);
            whatBelongsToPeopleIsThere(machine);
            machine.sh("! ls -d /usr/lib/hubwarden /usr/bin/hubwarden /run/hubwarden"
                            + " /etc/systemd/system/multi-user.target.wants/hubwarden.service")
                    .orFail();
        }
    }

    private static void whatBelongsToPeopleIsThere(Container machine) {
        machine.run("id", "jupyter-ada").orFail();
        machine.run("ls", "-d", "/home/jupyter-ada", "/etc/sudoers.d/jupyterhub-admins")
                .orFail();
        assertEquals("version: 1\n", machine.readText("/etc/hubwarden/state.yaml"));
        assertEquals("{}\n", machine.readText("/var/lib/hubwarden/ledger.json"));
    }
}
