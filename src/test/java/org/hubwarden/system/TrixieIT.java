package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main things once more on Debian 13: systemd 257, Java 21, sudo 1.9.16. */
class TrixieIT {

    private static final String CLASS = "version: 1\nusers: [alice, bob, %s]\nadmins: [dana]\n";

    private static final Container machine = Container.boot("trixie");
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, CLASS.formatted("carol"));
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @Test
    void accountsAndRightsAreThereWhenStartReturns() {
        assertEquals(0, hub.plan().exit());
        assertTrue(hub.line("shadow", "jupyter-alice").startsWith("jupyter-alice:!:"));
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(hub.hasRoot("jupyter-alice"));
        assertTrue(machine.shAs("jupyter-alice", "ls /home/jupyter-bob").exit() != 0);
        assertTrue(hub.journal().contains("account jupyter-alice created: uid "), hub::journal);
        machine.sh("systemctl show -p StatusText --value hubwarden | grep ^converged")
                .orFail();
    }

    @Test
    void driftIsRepaired() {
        machine.sh("gpasswd -a jupyter-bob jupyterhub-admins && chmod 0644 /etc/sudoers.d/jupyterhub-admins")
                .orFail();
        hub.awaitShell("! id -nG jupyter-bob | grep -q jupyterhub-admins");
        hub.awaitShell("test $(stat -c %a /etc/sudoers.d/jupyterhub-admins) = 440");
        assertFalse(hub.hasRoot("jupyter-bob"));
        hub.converge();
    }

    @Test
    void whoLeavesIsLockedAndComesBack() {
        hub.write(CLASS.formatted("erin"));
        hub.awaitShell("grep -q '^jupyter-carol:!.*:1:$' /etc/shadow");
        hub.awaitShell("grep -q '^jupyter-carol:.*:/usr/sbin/nologin$' /etc/passwd");
        hub.converge(CLASS.formatted("carol, erin"));
        hub.awaitShell("grep -q '^jupyter-carol:.*:/bin/bash$' /etc/passwd");
    }

    @Test
    void useraddAndWeTakeTurns() {
        Background useradds = machine.start("sh", "-c", "for i in 1 2 3 4 5 6; do useradd -M other$i || exit; done");
        hub.write(CLASS.formatted("carol, erin, frank"));
        useradds.await(Container.PATIENCE).orFail();
        hub.awaitShell("id jupyter-frank");
        machine.run("id", "other6").orFail();
        assertEquals("", machine.sh("cut -d: -f3 /etc/passwd | sort | uniq -d").stdout());
    }

    @Test
    void stopAndReloadAreClean() {
        machine.run("systemctl", "reload", "hubwarden").orFail();
        machine.run("systemctl", "restart", "hubwarden").orFail();
        machine.run("systemctl", "stop", "hubwarden").orFail();
        assertEquals(
                "inactive\n", machine.run("systemctl", "is-active", "hubwarden").stdout());
        assertTrue(hub.hasRoot("jupyter-dana"), "rights do not depend on the daemon");
        assertFalse(hub.journal().contains("Exception"), hub::journal);
        machine.run("systemctl", "start", "hubwarden").orFail();
    }
}
