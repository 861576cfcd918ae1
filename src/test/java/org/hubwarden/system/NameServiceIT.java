package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Accounts that are in no file of the machine, as those of an LDAP directory. They come from Debian's libnss-extrausers, a module
 * of its own with files of its own, which answers "unavailable" when these are gone.
 */
class NameServiceIT {

    private static final String DIRECTORY = "/var/lib/extrausers";
    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;
    private static String adminGid = "";

    @BeforeAll
    static void start() {
        machine.sh("sed -i 's/^\\(passwd\\|group\\|shadow\\):.*/\\1: files extrausers/' /etc/nsswitch.conf")
                .orFail();
        people("somebody:x:70000:70000::/:/bin/sh", "");
        hub = Hub.start(machine, "version: 1\nusers: [plain]\nadmins: [dana]\n");
        hub.converge();
        adminGid = machine.sh("getent group jupyterhub-admins | cut -d: -f3")
                .stdout()
                .strip();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    @BeforeEach
    void sane() {
        people("somebody:x:70000:70000::/:/bin/sh", "");
        hub.pass();
        assertTrue(hub.hasRoot("jupyter-dana"));
    }

    /** What the name service knows from now on. */
    private static void people(String account, String group) {
        machine.sh(
                        "mkdir -p " + DIRECTORY + " && cd " + DIRECTORY + " && echo '" + account + "' >passwd && echo '"
                                + group
                                + "' >group && sed 's/:.*/:!:19000::::::/' passwd >shadow && chmod 644 passwd group && chmod 640 shadow")
                .orFail();
    }

    /** The attack must work without us, or the test proves nothing. */
    private static void denied(String name, long uid, String gid, String group) {
        machine.run("systemctl", "stop", "hubwarden").orFail();
        people(name + ":x:" + uid + ":" + gid + "::/:/bin/sh", group);
        assertTrue(hub.hasRoot(name), "the attack works");
        machine.run("systemctl", "start", "hubwarden").orFail();
        hub.await(name + " has no root", () -> !hub.hasRoot(name));
        assertTrue(hub.line("passwd", name).isEmpty(), "it is in no file");
        hub.await(
                "it is said",
                () -> hub.journal()
                        .contains(name + " is a member of jupyterhub-admins by the name service" + " extrausers"));
        hub.awaitShell("grep -q '^#" + uid + " ALL' /etc/sudoers.d/jupyterhub-admins-denied");
        hub.converge();
    }

    @Test
    void whoHasTheAdminGroupAsPrimaryGroupIsDenied() {
        denied("lena", 70001, adminGid, "");
        people("lena:x:70001:70001::/:/bin/sh", "");
        hub.pass();
        hub.awaitShell("! grep -q '^#70001' /etc/sudoers.d/jupyterhub-admins-denied");
    }

    @Test
    void whoIsAMemberThereIsDenied() {
        denied("lutz", 70002, "70002", "jupyterhub-admins:x:" + adminGid + ":lutz");
    }

    @Test
    void aDenialOutlivesTheSilenceOfTheService() {
        denied("lola", 70003, adminGid, "");
        machine.run("rm", "-r", DIRECTORY).orFail();
        hub.pass();
        hub.await("it is said", () -> hub.plan().stdout().contains("the name service extrausers cannot be reached"));
        people("lola:x:70003:" + adminGid + "::/:/bin/sh", "");
        assertFalse(hub.hasRoot("lola"));
    }

    @Test
    void aServiceThatListsNobodyIsNamedAndIsNoFinding() {
        people("", "");
        Result check = machine.run("hubwarden", "check");
        assertEquals(0, check.exit(), check.toString());
        assertTrue(
                check.stdout()
                        .contains("Not proved: whether an account of the name service extrausers has the admin group"),
                check.toString());
        people("somebody:x:70000:70000::/:/bin/sh", "");
        assertFalse(machine.run("hubwarden", "check").stdout().contains("Not proved"));
        assertFalse(hub.journal().contains("Not proved"), hub::journal);
    }
}
