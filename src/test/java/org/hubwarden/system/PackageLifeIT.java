package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the package comes upon an earlier hubwarden, is upgraded, goes and comes back, with a daemon and people at work. */
class PackageLifeIT {

    /** What the first version with a ledger left on a machine: carol left, erin was an admin. */
    private static final Path FIRST_LAYOUT = Path.of("src/test/resources/system/first-layout");

    private static final String PEOPLE =
            "cd /etc && sha256sum passwd shadow group gshadow hubwarden/state.yaml sudoers.d/*"
                    + " && ls -lnd /home/*/ /var/lib/hubwarden && cat /var/lib/hubwarden/archive/kept";

    @ParameterizedTest
    @ValueSource(strings = {"bookworm", "trixie"})
    void aWholeLife(String suite) throws IOException {
        try (Container machine = Container.boot(suite)) {
            machine.installPackage();
            layOut(machine);
            machine.run("systemctl", "enable", "--now", "hubwarden").orFail();
            Hub hub = new Hub(machine);
            goesOnWithTheFirstLayout(hub);
            List<String> work = peopleAtWork(machine);

            String people = machine.sh(PEOPLE).orFail().stdout();
            isUpgraded(machine);
            isRemoved(machine);
            assertEquals(people, machine.sh(PEOPLE).orFail().stdout());
            isPurged(machine);
            assertEquals(people, machine.sh(PEOPLE).orFail().stdout());
            comesBack(hub);
            assertEquals(people, machine.sh(PEOPLE).orFail().stdout());
            assertEquals(work, running(machine), "nobody's work was ended");
        }
    }

    private static void layOut(Container machine) throws IOException {
        for (String file : List.of("passwd", "shadow", "group", "gshadow")) {
            machine.write("/root/lines", recorded("account-files/" + file));
            machine.sh("cat /root/lines >>/etc/" + file).orFail();
        }
        for (String file : List.of("ledger.json", "ledger.json.previous", "ledger.began", "state.last-good.yaml")) {
            machine.write("/var/lib/hubwarden/" + file, recorded("hubwarden/" + file));
        }
        for (String file : List.of("jupyterhub-admins", "jupyterhub-admins-denied")) {
            machine.write("/etc/sudoers.d/" + file, recorded("sudoers.d/" + file));
        }
        machine.write(Hub.STATE_FILE, recorded("state.yaml"));
        machine.sh("chmod 0440 /etc/sudoers.d/jupyterhub-* && chmod 0600 /var/lib/hubwarden/*"
                        + " && mkdir /var/lib/hubwarden/archive && echo kept >/var/lib/hubwarden/archive/kept"
                        + " && for u in alice bob carol dana erin; do cp -r /etc/skel /home/jupyter-$u"
                        + " && chmod 0750 /home/jupyter-$u && chown -R jupyter-$u: /home/jupyter-$u; done")
                .orFail();
    }

    private static String recorded(String file) throws IOException {
        return Files.readString(FIRST_LAYOUT.resolve(file), StandardCharsets.UTF_8);
    }

    /**
     * Nothing is to be done but what comes after erin's grace, and what was remembered is still: carol's shell and number, and that
     * erin was an admin.
     */
    private static void goesOnWithTheFirstLayout(Hub hub) {
        Result plan = hub.plan();
        assertTrue(plan.stdout().contains("No changes."), plan::toString);
        Container machine = hub.machine();
        assertTrue(hub.hasRoot("jupyter-dana"));
        hub.converge("version: 1\nusers: [alice, bob, carol, erin, frank]\nadmins: [dana]\ngroups: [cs101]\n");
        assertTrue(hub.line("passwd", "jupyter-carol").contains(":1005:1005:"));
        assertTrue(hub.line("passwd", "jupyter-carol").endsWith(":/bin/sh"));
        assertTrue(hub.line("passwd", "jupyter-frank").contains(":1008:1008:"));
        machine.run("grep", "^#1007 ", "/etc/sudoers.d/jupyterhub-admins-denied")
                .orFail();
    }

    /** A server of a user, and a session. */
    private static List<String> peopleAtWork(Container machine) {
        machine.run("systemd-run", "-q", "--unit=jupyter-alice", "-p", "User=jupyter-alice", "sleep", "1000")
                .orFail();
        machine.start("runuser", "-l", "jupyter-bob", "-c", "exec sleep 2000");
        Container.awaitTrue("both work", () -> running(machine).size() == 2);
        return running(machine);
    }

    private static List<String> running(Container machine) {
        return machine.sh("pgrep -x -a -u jupyter-alice,jupyter-bob sleep").lines();
    }

    private static String invocation(Container machine) {
        return machine.run("systemctl", "show", "-p", "InvocationID", "--value", "hubwarden")
                .orFail()
                .stdout();
    }

    private static void isUpgraded(Container machine) {
        String before = invocation(machine);
        machine.installPackage();
        machine.run("systemctl", "is-active", "hubwarden").orFail();
        assertNotEquals(before, invocation(machine), "the daemon is the new one");
        machine.run("systemctl", "stop", "hubwarden").orFail();
        machine.installPackage();
        assertEquals(
                "inactive\n", machine.run("systemctl", "is-active", "hubwarden").stdout());
        isUpgradedWhileItStarts(machine);
    }

    /** A first pass that waits for somebody can take long. */
    private static void isUpgradedWhileItStarts(Container machine) {
        machine.run("mkdir", "-p", "/run/systemd/system/hubwarden.service.d").orFail();
        machine.write(
                "/run/systemd/system/hubwarden.service.d/slow.conf",
                "[Service]\nExecStartPre=+/bin/sh -c '[ -e /run/slow ] || { touch /run/slow; exec sleep 300; }'\n");
        machine.run("systemctl", "daemon-reload").orFail();
        machine.run("systemctl", "start", "--no-block", "hubwarden").orFail();
        Container.awaitTrue(
                "it starts", () -> machine.run("test", "-e", "/run/slow").exit() == 0);
        String before = invocation(machine);
        machine.installPackage();
        machine.run("systemctl", "is-active", "hubwarden").orFail();
        assertNotEquals(before, invocation(machine), "the daemon is the new one");
    }

    private static void isRemoved(Container machine) {
        String removed = machine.run("dpkg", "--remove", "hubwarden").orFail().stdout();
        for (String said : List.of("Accounts, groups, homes", "/etc/sudoers.d", "hubwarden retire")) {
            assertTrue(removed.contains(said), removed);
        }
        assertNotEquals(0, machine.run("systemctl", "is-active", "hubwarden").exit());
        machine.sh("! ls -d /usr/lib/hubwarden /usr/bin/hubwarden").orFail();
    }

    private static void isPurged(Container machine) {
        String purged = machine.run("dpkg", "--purge", "hubwarden").orFail().stdout();
        assertTrue(purged.contains("ledger and archives"), purged);
        machine.sh("! ls -d /run/hubwarden /etc/systemd/system/multi-user.target.wants/hubwarden.service")
                .orFail();
        machine.run("test", "-s", "/var/lib/hubwarden/ledger.json").orFail();
    }

    private static void comesBack(Hub hub) {
        hub.machine().installPackage();
        Result plan = hub.plan();
        assertTrue(plan.stdout().contains("No changes."), plan::toString);
        hub.machine().run("systemctl", "enable", "--now", "hubwarden").orFail();
        assertTrue(hub.hasRoot("jupyter-dana"));
    }
}
