package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every way into the admin group that its own line does not show, and every way to break our sudoers drop-in. */
class RightsIT {

    private static final String RULE = "/etc/sudoers.d/jupyterhub-admins";
    private static final String CLASS = """
            version: 1
            users: [u-gid, u-line, u-space, u-userdb, u-gpasswd, u-groupconf, plain]
            admins: [dana]
            """;

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

    @BeforeEach
    void sane() {
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(hub.hasRoot("jupyter-plain"));
    }

    private static String adminGid() {
        return machine.sh("getent group jupyterhub-admins | cut -d: -f3")
                .stdout()
                .strip();
    }

    /** Each attack must work without us, or the test proves nothing. */
    private void smuggled(String user, String attack) {
        machine.run("systemctl", "stop", "hubwarden").orFail();
        int said = hub.journal().length();
        machine.sh(attack).orFail();
        assertTrue(hub.hasRoot(user), "the attack works: " + attack);
        hub.startService();
        hub.await(user + " has no root", () -> !hub.hasRoot(user));
        hub.await("hubwarden says it", () -> hub.journal().substring(said).contains(user));
    }

    @Test
    void byPrimaryGroup() {
        smuggled("jupyter-u-gid", "usermod -g " + adminGid() + " jupyter-u-gid");
        hub.awaitShell("test $(id -gn jupyter-u-gid) = jupyter-u-gid");
    }

    @Test
    void byASecondLineWithTheSameGid() {
        smuggled("jupyter-u-line", "echo zz:x:" + adminGid() + ":jupyter-u-line >>/etc/group");
        assertTrue(hub.plan().stdout().contains("zz"), "a line that is not ours is left, and said");
        machine.sh("sed -i /^zz:/d /etc/group").orFail();
        assertFalse(hub.hasRoot("jupyter-u-line"), "who held root is denied by name from then on");
    }

    @Test
    void byASpaceBeforeTheMember() {
        smuggled("jupyter-u-space", "sed -i 's/^\\(jupyterhub-admins:.*\\)$/\\1, jupyter-u-space/' /etc/group");
        hub.awaitShell("! id -nG jupyter-u-space | grep -q admins");
    }

    @Test
    void byAUserdbMembershipRecord() {
        smuggled(
                "jupyter-u-userdb",
                "mkdir -p /etc/userdb && printf '{\"userName\":\"jupyter-u-userdb\","
                        + "\"groupName\":\"jupyterhub-admins\"}' >/etc/userdb/jupyter-u-userdb:jupyterhub-admins.membership");
        assertTrue(hub.plan().stdout().contains("userdb"));
        machine.sh("rm /etc/userdb/*").orFail();
    }

    @Test
    void byGpasswd() {
        smuggled("jupyter-u-gpasswd", "gpasswd -a jupyter-u-gpasswd jupyterhub-admins");
        hub.awaitShell("! id -nG jupyter-u-gpasswd | grep -q admins");
    }

    @Test
    void byPamGroup() {
        machine.sh("echo '*;*;jupyter-u-groupconf;Al0000-2400;jupyterhub-admins' >>/etc/security/group.conf")
                .orFail();
        machine.run("systemctl", "reload", "hubwarden").orFail();
        String uid = machine.run("id", "-u", "jupyter-u-groupconf").stdout().strip();
        hub.awaitShell("grep -q '^#" + uid + " ALL' /etc/sudoers.d/jupyterhub-admins-denied");
        assertTrue(hub.plan().stdout().contains("group.conf"));
        machine.sh("sed -i '/u-groupconf/d' /etc/security/group.conf").orFail();
    }

    @Test
    void aDropInWithAnotherModeIsRepaired() {
        machine.run("chmod", "0644", RULE).orFail();
        repaired();
    }

    @Test
    void aTruncatedDropInIsRepaired() {
        machine.sh(": >" + RULE).orFail();
        repaired();
    }

    @Test
    void aDropInOfSomebodyElseIsRepaired() {
        machine.run("chown", "jupyter-plain", RULE).orFail();
        repaired();
    }

    @Test
    void aLinkInPlaceOfTheDropInIsReplacedAndItsTargetIsNot() {
        // In one step: what is gone for a moment is written again at once.
        machine.sh("echo untouched >/root/target && ln -s /root/target /etc/link && mv -T /etc/link " + RULE)
                .orFail();
        repaired();
        assertEquals("untouched\n", machine.readText("/root/target"));
        assertEquals(
                "644", machine.run("stat", "-c", "%a", "/root/target").stdout().strip());
    }

    private void repaired() {
        hub.awaitShell("test \"$(stat -c '%a %u %g %F' " + RULE + ")\" = '440 0 0 regular file'");
        hub.await("admins have root again", () -> hub.hasRoot("jupyter-dana"));
        machine.run("visudo", "-cs").orFail();
    }

    /** First that the danger is real: without the comment that ours begins with, it swallows the rule. */
    @Test
    void aFileBeforeOursThatEndsInABackslashDoesNotDisarmIt() {
        machine.run("systemctl", "stop", "hubwarden").orFail();
        machine.sh("printf 'root ALL = (ALL) ALL \\\\' >/etc/sudoers.d/aa && chmod 0440 /etc/sudoers.d/aa")
                .orFail();
        assertTrue(hub.hasRoot("jupyter-dana"));
        machine.sh("sed -i 1d " + RULE).orFail();
        assertFalse(hub.hasRoot("jupyter-dana"), "the rule is swallowed");
        machine.run("systemctl", "start", "hubwarden").orFail();
        repaired();
        machine.sh("rm /etc/sudoers.d/aa").orFail();
    }

    @Test
    void aFileAfterOursThatTakesRightsAwayIsSaid() {
        machine.sh("echo 'jupyter-dana ALL=(ALL) ALL' >/etc/sudoers.d/zz && chmod 0440 /etc/sudoers.d/zz")
                .orFail();
        hub.await("hubwarden names the file", () -> hub.journal().contains("/etc/sudoers.d/zz"));
        machine.sh("rm /etc/sudoers.d/zz").orFail();
        hub.await("admins have root again", () -> hub.hasRoot("jupyter-dana"));
    }
}
