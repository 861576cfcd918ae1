package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Others who edit account files, and who wait for us as we wait for them. */
class LocksIT {

    private static final List<String> FILES = List.of("passwd", "shadow", "group", "gshadow");

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;
    private static String users = "alice";

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, "version: 1\nusers: [alice]\nadmins: [dana]\n");
        hub.converge();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    /** The class with one more; nobody leaves. */
    private static String classWith(String newcomer) {
        users += ", " + newcomer;
        return "version: 1\nusers: [" + users + "]\nadmins: [dana]\n";
    }

    /** Also after a test that failed, so that the next one says what it has to say. */
    @AfterEach
    void letGo() {
        machine.sh("touch /root/go; rm -f /etc/group.lock").orFail();
        hub.converge();
        neitherLocksNorDraftsAreLeft();
    }

    private static void neitherLocksNorDraftsAreLeft() {
        assertEquals(
                ".pwd.lock",
                machine.sh("ls -A /etc | grep -E 'lock$|hubwarden$' | grep -v ^hubwarden$")
                        .stdout()
                        .strip());
    }

    private static void isInAllFiles(String account) {
        FILES.forEach(file -> assertNotEquals("", hub.line(file, account), account + " in " + file));
    }

    @Test
    void useraddWaitsWhileWeWrite() {
        Background strace = hub.slowedDown(300);
        hub.write(classWith("bob"));
        hub.awaitShell("test -e /etc/passwd.lock");
        assertEquals("", hub.line("passwd", "jupyter-bob"), "the transaction is under way");

        machine.run("useradd", "carpenter").orFail();
        isInAllFiles("jupyter-bob");
        isInAllFiles("carpenter");
        strace.terminate();
        strace.await(Container.PATIENCE);
        hub.converge();
    }

    @Test
    void aDaemonKilledWhileItWritesLeavesLocksThatUseraddTakesOver() {
        Background strace = hub.slowedDown(300);
        hub.write(classWith("carol"));
        hub.awaitShell("test -e /etc/passwd.lock");
        machine.run("systemctl", "kill", "-s", "KILL", "hubwarden").orFail();
        strace.await(Container.PATIENCE);

        // Carol's number is in the ledger already, and not yet in the files that useradd looks at.
        machine.run("useradd", "--uid", "4000", "joiner").orFail();
        isInAllFiles("joiner");
        hub.awaitShell("id jupyter-carol");
        hub.converge();
        isInAllFiles("joiner");
        isInAllFiles("jupyter-carol");
    }

    @Test
    void weWaitWhileVipwEditsAndDemoteMeanwhile() {
        hub.converge("version: 1\nusers: [" + users + "]\nadmins: [dana, judy]\n");
        assertTrue(hub.hasRoot("jupyter-judy"));
        Background vipw = hub.vipw();
        hub.write(classWith("judy, frank"));

        hub.await("judy has no root", () -> !hub.hasRoot("jupyter-judy"));
        assertTrue(hub.line("group", "jupyterhub-admins").contains("jupyter-judy"), "the files are not ours yet");
        hub.await("the journal says who holds the lock", () -> hub.journal().contains("locked by vipw (pid "));
        assertEquals("", hub.line("passwd", "jupyter-frank"));
        assertTrue(vipw.isAlive());

        machine.run("touch", "/root/go").orFail();
        vipw.await(Container.PATIENCE).orFail();
        hub.converge();
        assertEquals("games:x:5:60:edited:/usr/games:/usr/sbin/nologin", hub.line("passwd", "games"));
        isInAllFiles("jupyter-frank");
        assertFalse(hub.line("group", "jupyterhub-admins").contains("jupyter-judy"));
        assertFalse(hub.hasRoot("jupyter-judy"));
    }

    @Test
    void aLockOfADeadProcessIsTakenOver() {
        machine.sh("sh -c 'printf \"%d\\0\" $$ >/etc/passwd.lock; cp /etc/passwd.lock /etc/gshadow.lock'")
                .orFail();
        hub.converge(classWith("grace"));
        isInAllFiles("jupyter-grace");
    }

    @Test
    void aLockThatSaysNothingOrThatALivingProcessHoldsIsWaitedForAndSaid() {
        machine.sh("printf '1\\0' >/etc/group.lock").orFail();
        hub.write(classWith("heidi"));
        hub.await("the living process is named", () -> hub.journal().contains("held by systemd (pid 1)"));
        machine.sh(": >/etc/group.lock").orFail();
        hub.await("the empty lock is named", () -> hub.journal().contains("/etc/group.lock is empty"));
        assertEquals("", hub.line("passwd", "jupyter-heidi"));
        machine.sh("test -e /etc/group.lock && ! test -s /etc/group.lock").orFail();

        machine.run("rm", "/etc/group.lock").orFail();
        hub.awaitShell("id jupyter-heidi");
        hub.converge();
        isInAllFiles("jupyter-heidi");
    }
}
