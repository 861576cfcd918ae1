package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts, groups, homes and sudo as a class would meet them, on a real machine. */
class AccountsIT {

    private static final String CLASS = """
            version: 1
            users:
              alice:
              bob: {groups: [cs101]}
              professor.grace.hopper@navy.example:
              %s
            admins:
              dana:
            groups:
              cs101:
            """;

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    @BeforeAll
    static void start() {
        machine.sh("useradd -m -s /bin/bash jupyter-stranger; useradd -m carpenter")
                .orFail();
        hub = Hub.start(machine, CLASS.formatted(""));
        hub.converge();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @Test
    void aUserHasAnAccountWithoutPasswordInItsOwnGroup() {
        String[] passwd = hub.line("passwd", "jupyter-alice").split(":", -1);
        assertEquals("x", passwd[1]);
        assertEquals(passwd[2], passwd[3]);
        assertEquals("JupyterHub user alice", passwd[4]);
        assertEquals("/home/jupyter-alice", passwd[5]);
        assertEquals("/bin/bash", passwd[6]);
        assertTrue(hub.line("shadow", "jupyter-alice").startsWith("jupyter-alice:!:"));
        assertEquals("jupyter-alice jupyterhub-users", groups("jupyter-alice"));
        assertEquals("jupyter-bob cs101 jupyterhub-users", groups("jupyter-bob"));
        assertEquals("jupyter-dana jupyterhub-admins jupyterhub-users", groups("jupyter-dana"));
        assertEquals(
                "",
                machine.sh("pwck -r; grpck -r")
                        .stdout()
                        .lines()
                        .filter(line -> line.contains("jupyter"))
                        .reduce("", String::concat));
    }

    private static String groups(String user) {
        String[] names =
                machine.run("id", "-nG", user).orFail().stdout().strip().split(" ");
        java.util.Arrays.sort(names, 1, names.length);
        return String.join(" ", names);
    }

    @Test
    void aLongNameIsCutAndHashed() {
        assertEquals(
                0, machine.run("id", "jupyter-professor.grace.ho-" + hash()).exit());
    }

    private static String hash() {
        return machine.sh("printf %s jupyter-professor.grace.hopper@navy.example | sha256sum | cut -c1-5")
                .stdout()
                .strip();
    }

    @Test
    void anAdminIsRootBySudoAndAUserIsNot() {
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(hub.hasRoot("jupyter-alice"));
    }

    @Test
    void aHomeIsItsOwnersAlone() {
        assertEquals(
                "750 jupyter-alice jupyter-alice",
                machine.run("stat", "-c", "%a %U %G", "/home/jupyter-alice")
                        .stdout()
                        .strip());
        assertEquals(
                0,
                machine.shAs("jupyter-alice", "ls -a /home/jupyter-alice | grep -q bashrc")
                        .exit());
        assertNotEquals(0, machine.shAs("jupyter-bob", "ls /home/jupyter-alice").exit());
        machine.run("chmod", "0777", "/home/jupyter-alice").orFail();
        machine.run("setfacl", "-m", "u:carpenter:rwx", "/home/jupyter-bob").orFail();
        machine.run("systemctl", "reload", "hubwarden").orFail();
        hub.awaitShell("test $(stat -c %a /home/jupyter-alice) = 770");
        hub.awaitShell("! getfacl -p /home/jupyter-bob | grep -q carpenter");
    }

    @Test
    void aNameThatLeavesIsLockedInThreeWaysAndComesBackAsItWas() {
        hub.converge(CLASS.formatted("carol: {groups: [cs101]}"));
        machine.sh("chsh -s /bin/sh jupyter-carol; chage -E 2099-01-01 jupyter-carol; usermod -aG games jupyter-carol")
                .orFail();
        machine.sh("echo jupyter-carol:secret-enough | chpasswd -e; touch /home/jupyter-carol/thesis")
                .orFail();
        String passwd = hub.line("passwd", "jupyter-carol");
        String shadow = hub.line("shadow", "jupyter-carol");

        hub.write(CLASS.formatted(""));
        hub.awaitShell("grep -q '^jupyter-carol:!secret-enough:.*:1:$' /etc/shadow");
        hub.awaitShell("grep -q '^jupyter-carol:.*:/usr/sbin/nologin$' /etc/passwd");
        assertEquals("jupyter-carol games", groups("jupyter-carol"));
        assertEquals(0, machine.run("test", "-e", "/home/jupyter-carol/thesis").exit());
        assertEquals(3, machine.run("hubwarden", "status", "carol").exit());

        hub.converge(CLASS.formatted("carol: {groups: [cs101]}"));
        assertEquals(passwd, hub.line("passwd", "jupyter-carol"));
        assertEquals(shadow, hub.line("shadow", "jupyter-carol"));
        assertEquals("jupyter-carol cs101 games jupyterhub-users", groups("jupyter-carol"));
    }

    @Test
    void anAccountThatIsNotOursIsLeftAloneUntilItIsAdopted() {
        String before = hub.line("passwd", "jupyter-stranger") + hub.line("shadow", "jupyter-stranger");
        hub.write(CLASS.formatted("stranger:"));
        hub.await(
                "the daemon has looked at it and says whose it is not",
                () -> hub.journal().contains("the account jupyter-stranger exists and hubwarden did not make it"));
        assertEquals(before, hub.line("passwd", "jupyter-stranger") + hub.line("shadow", "jupyter-stranger"));
        assertEquals("jupyter-stranger", groups("jupyter-stranger"));

        hub.converge(CLASS.formatted("stranger: {adopt: true}"));
        assertEquals("jupyter-stranger jupyterhub-users", groups("jupyter-stranger"));
        assertEquals(before, hub.line("passwd", "jupyter-stranger") + hub.line("shadow", "jupyter-stranger"));
        hub.converge(CLASS.formatted(""));
    }

    @Test
    void anIdIsNotUsedTwice() {
        hub.converge(CLASS.formatted("eve:"));
        String uid = machine.run("id", "-u", "jupyter-eve").stdout().strip();
        hub.write(CLASS.formatted(""));
        hub.awaitShell("grep -q '^jupyter-eve:.*:/usr/sbin/nologin$' /etc/passwd");
        machine.run("userdel", "-r", "jupyter-eve").orFail();
        hub.converge(CLASS.formatted("mallory:"));
        assertNotEquals(uid, machine.run("id", "-u", "jupyter-mallory").stdout().strip());
        hub.converge(CLASS.formatted(""));
    }

    @Test
    void anAccountThatSomebodyRemovedComesBackWithItsOwnNumber() {
        hub.converge(CLASS.formatted("trent:"));
        String id = machine.run("id", "jupyter-trent").stdout();
        machine.run("userdel", "jupyter-trent").orFail();
        hub.awaitShell("id jupyter-trent");
        hub.converge();
        assertEquals(id, machine.run("id", "jupyter-trent").stdout());
        hub.converge(CLASS.formatted(""));
    }

    @Test
    void aDemotedAdminHasNoRootAtOnce() {
        hub.converge(CLASS.formatted("").replace("dana:", "dana:\n  erin:"));
        assertTrue(hub.hasRoot("jupyter-erin"));
        Background old = machine.start(
                "runuser",
                "-u",
                "jupyter-erin",
                "--",
                "sh",
                "-c",
                "while ! test -e /tmp/go; do sleep 0.1; done; id -nG; sudo -n id -u");
        hub.write(CLASS.formatted("erin:"));
        hub.awaitShell("! id -nG jupyter-erin | grep -q admins");
        machine.run("touch", "/tmp/go").orFail();
        Result outcome = old.await(Container.PATIENCE);
        assertTrue(outcome.stdout().contains("jupyterhub-admins"), "it still holds the group: " + outcome);
        assertNotEquals(0, outcome.exit(), "and not root");
        hub.converge();
        hub.converge(CLASS.formatted("").replace("dana:", "dana:\n  erin:"));
        assertTrue(hub.hasRoot("jupyter-erin"), "a new grant lifts the denial");
        hub.converge(CLASS.formatted("erin:"));
        hub.converge(CLASS.formatted(""));
    }
}
