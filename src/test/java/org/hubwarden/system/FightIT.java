package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody else who puts things back, again and again. */
class FightIT {

    private static final String CLASS = "version: 1\nusers: [alice, bob, ken]\nadmins: [dana]\n";
    private static final String DENIED = "/etc/sudoers.d/jupyterhub-admins-denied";
    private static final String RULE = "/etc/sudoers.d/jupyterhub-admins";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, CLASS);
        hub.converge();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @AfterEach
    void insist() {
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.converge();
    }

    private static String status() {
        return machine.readText("/run/hubwarden/status.json");
    }

    private static boolean isAdmin(String account) {
        return hub.line("group", "jupyterhub-admins").contains(account);
    }

    /** A pass that is no reload, which would make hubwarden insist: something that is always put right is put wrong. */
    private static void wake() {
        machine.run("gpasswd", "-a", "jupyter-bob", "jupyter-dana").orFail();
        hub.awaitShell("! grep '^jupyter-dana:.*jupyter-bob' /etc/group");
    }

    @Test
    void anAdminWhomSomebodyPutsBackIsLeftInTheGroupAndIsNoAdmin() {
        Background puppet = machine.start(
                "sh",
                "-c",
                "while sleep 0.3; do grep -q '^jupyterhub-admins:.*jupyter-ken' /etc/group"
                        + " || gpasswd -a jupyter-ken jupyterhub-admins; done");
        try {
            aKenWhoIsLeftIsNoAdmin();
        } finally {
            puppet.kill();
        }
        assertTrue(isAdmin("jupyter-ken"));
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.await("hubwarden insists again", () -> !isAdmin("jupyter-ken"));
    }

    private static void aKenWhoIsLeftIsNoAdmin() {
        hub.awaitShell("grep 'jupyter-ken is in the group jupyterhub-admins was put right 3 times'"
                + " /run/hubwarden/status.json");
        hub.await("it is left", () -> isAdmin("jupyter-ken"));
        String said = machine.run("hubwarden", "status").stdout();
        wake();
        assertTrue(isAdmin("jupyter-ken"), "it stays as they have it");
        assertFalse(hub.hasRoot("jupyter-ken"), "and gives nothing");
        assertTrue(hub.journal().contains("the logs show: gpasswd (uid 0): "), hub.journal());
        assertTrue(hub.journal().contains("systemctl reload hubwarden takes it up again"), hub.journal());
        assertTrue(said.contains("was put right 3 times"), said);
        assertTrue(machine.run("journalctl", "-q", "-b", "-x", "MESSAGE_ID=1d75100dd83a43b8a9613410eb444e9a")
                .stdout()
                .contains("Somebody else changes the same thing again and again"));

        machine.run("rm", DENIED).orFail();
        hub.awaitShell("grep 'ALL = (ALL:ALL) !ALL' " + DENIED);
        assertFalse(hub.hasRoot("jupyter-ken"), "the denial is never left");
        hub.await("he is put back, and left again", () -> isAdmin("jupyter-ken"));
    }

    @Test
    void anEditTakesItUpAgain() {
        for (int i = 0; i < 3; i++) {
            machine.run("gpasswd", "-d", "jupyter-alice", "jupyterhub-users").orFail();
            hub.awaitShell("grep '^jupyterhub-users:.*jupyter-alice' /etc/group");
        }
        machine.run("gpasswd", "-d", "jupyter-alice", "jupyterhub-users").orFail();
        hub.await(
                "it is left",
                () -> status().contains("jupyter-alice is in the group jupyterhub-users was put right 3"));
        wake();
        assertFalse(hub.line("group", "jupyterhub-users").contains("jupyter-alice"));
        hub.write(CLASS + "# and again\n");
        hub.awaitShell("grep '^jupyterhub-users:.*jupyter-alice' /etc/group");
    }

    @Test
    void aDenialThatSomebodyRemovesAgainAndAgainIsWrittenAgainAndAgain() {
        machine.run("gpasswd", "-a", "jupyter-bob", "jupyterhub-admins").orFail();
        hub.await("bob is out", () -> !isAdmin("jupyter-bob"));
        hub.awaitShell("test -e " + DENIED);
        for (int i = 0; i < 5; i++) {
            machine.run("rm", DENIED).orFail();
            hub.awaitShell("test -e " + DENIED);
        }
        hub.await("it is said", () -> status().contains(DENIED + " was put right again and again"));
        for (int i = 0; i < 5; i++) {
            machine.run("gpasswd", "-a", "jupyter-bob", "jupyterhub-admins").orFail();
            hub.await(
                    "bob is out: nobody is left there while the denials are fought over",
                    () -> !isAdmin("jupyter-bob"));
        }
        assertFalse(hub.hasRoot("jupyter-bob"));
    }

    /** The owner of a home needs no rights to fight. */
    @Test
    void aHomeThatItsOwnerOpensIsClosedEveryTime() {
        for (int i = 0; i < 5; i++) {
            machine.shAs("jupyter-alice", "chmod 0755 /home/jupyter-alice").orFail();
            wake();
            hub.awaitShell("test $(stat -c %a /home/jupyter-alice) = 750");
        }
        hub.await(
                "it is said",
                () -> status().contains("who may enter the home /home/jupyter-alice was put right again and again"));
    }

    @Test
    void aRuleThatSomebodyWidensIsNeverLeftAndOneThatSomebodyRemovesIs() {
        for (int i = 0; i < 5; i++) {
            machine.sh("echo 'ALL ALL = (ALL) NOPASSWD: ALL' >" + RULE).orFail();
            hub.awaitShell("! grep '^ALL' " + RULE);
        }
        assertFalse(hub.hasRoot("jupyter-bob"));
        machine.run("rm", RULE).orFail();
        hub.await("it is left", () -> status().contains(RULE + " was put right 3 times"));
        wake();
        assertFalse(hub.hasRoot("jupyter-dana"));
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.await("hubwarden insists again", () -> hub.hasRoot("jupyter-dana"));
    }
}
