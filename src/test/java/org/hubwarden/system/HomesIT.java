package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Homes of a class of 200 on a real file system: nobody gets into another's, from the first moment on. */
class HomesIT {

    private static final int MANY = 200;

    /** What stands in the way of four users, and what is in /etc/skel besides Debian's files. */
    private static final String PREPARATION = """
            set -e
            useradd -m carpenter
            ln -s /etc /home/jupyter-onlink
            mkdir -m 2751 /home/jupyter-onforeign; echo thesis >/home/jupyter-onforeign/thesis
            chown -R 4242:4242 /home/jupyter-onforeign
            mkfifo /home/jupyter-onfifo
            echo text >/home/jupyter-onfile
            mkdir -m 755 /home/jupyter-n-open
            cd /etc/skel
            mkdir -p sub/deeper; echo deep >sub/deeper/file
            ln -s /etc/shadow link; ln -s nowhere dangling; mkfifo pipe
            mkdir setgid; chmod 2755 setgid
            echo '#!/bin/sh' >setuid; chmod 4755 setuid
            echo secret >private; chmod 600 private
            head -c 100000 /dev/urandom >large
            echo bytes >"$(printf 'na\\357ve \\n')"
            """;

    /** What must be the same before and after; the files of /etc itself change with every account. */
    private static final String SIGHT = "stat -c '%a %u %g %n' /etc /etc/shadow; stat -c '%A %a %u %g %s %y %n'"
            + " /home/jupyter-on*; cat /home/jupyter-onforeign/*; ls -A /etc | grep -E '^([.][^p]|link|private|sub$|large)'";

    private static final Container machine = Container.boot("bookworm");
    private static final List<String> names = new ArrayList<>(List.of("onlink", "onforeign", "onfifo", "onfile"));
    private static Hub hub;
    private static String before = "";
    private static Result peeping;

    @BeforeAll
    static void start() {
        machine.sh(PREPARATION).orFail();
        before = sight();
        names.addAll(List.of("alice", "bob"));
        IntStream.rangeClosed(1, MANY).forEach(n -> names.add("n" + n));
        Background peeper = peeper();
        hub = Hub.start(machine, state());
        hub.converge();
        machine.run("touch", "/tmp/enough").orFail();
        peeping = peeper.await(Container.PATIENCE).orFail();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static String state() {
        return "version: 1\nusers: [" + String.join(", ", names) + "]\n";
    }

    private static void converge(String newcomer) {
        names.add(newcomer);
        hub.converge(state());
    }

    private static String sight() {
        return machine.sh(SIGHT).stdout();
    }

    /** Somebody who looks, without a pause, for a home that lets them in. */
    private static Background peeper() {
        String look = "echo $(stat -c %i /home/jupyter-n1 2>&1); while ! test -e /tmp/enough; do"
                + " for d in /home/jupyter-n* /home/.hubwarden*; do"
                + " if [ -r \"$d\" ] || [ -w \"$d\" ] || [ -x \"$d\" ]; then echo \"$d\"; fi; done; done";
        return machine.start("runuser", "-s", "/bin/sh", "carpenter", "-c", look);
    }

    @Test
    void nobodyGetsInWhileHomesAreMade() {
        List<String> lines = peeping.lines();
        assertTrue(lines.get(0).contains("No such file"), "it looked from before the first home on: " + lines.get(0));
        List<String> open = lines.stream().skip(1).distinct().toList();
        assertEquals(List.of("/home/jupyter-n-open"), open, "it sees what is open, and nothing else is");
    }

    @Test
    void everyHomeIsItsOwnersAlone() {
        List<String> modes = machine.sh("stat -c '%a %U %G %n' /home/jupyter-n[0-9]*")
                .orFail()
                .lines();
        assertEquals(MANY, modes.size());
        for (String line : modes) {
            String user = line.substring(line.indexOf("jupyter-"), line.indexOf(' ', 4));
            assertEquals("750 " + user + " " + user + " /home/" + user, line);
        }
        assertNotEquals(0, machine.shAs("jupyter-bob", "ls /home/jupyter-alice").exit());
        assertEquals("", machine.sh("ls -d /home/.hubwarden*").stdout());
    }

    @ParameterizedTest
    @CsvSource({
        "onlink, a symbolic link to /etc",
        "onforeign, exists and is not this account's",
        "onfifo, a FIFO",
        "onfile, is a file; move it away",
    })
    void whatStandsInTheWayHoldsOneUserAndIsNotTouched(String user, String said) {
        String home = "/home/jupyter-" + user;
        String line = hub.plan().stdout().lines().filter(l -> l.contains(home)).collect(Collectors.joining("\n"));
        assertTrue(line.contains(said), line);
        assertNotEquals(0, machine.run("id", "jupyter-" + user).exit());
        assertEquals(before, sight());
    }

    @Test
    void theSkeletonIsCopiedAsItsOwnersAndWithoutTricks() {
        String home = "/home/jupyter-alice";
        assertEquals(
                "",
                machine.sh("find " + home + " ! -user jupyter-alice -o ! -group jupyter-alice")
                        .stdout());
        assertEquals(
                """
                ./dangling l 777 nowhere
                ./large f 644\s
                ./link l 777 /etc/shadow
                ./private f 600\s
                ./setgid d 755\s
                ./setuid f 755\s
                ./sub d 755\s
                ./sub/deeper d 755\s
                ./sub/deeper/file f 644\s
                """,
                machine.sh("cd " + home + " && find . -name '[a-z]*' ! -name 'na*' -printf '%p %y %m %l\\n' | sort")
                        .stdout());
        machine.sh("cmp /etc/skel/large " + home + "/large && cmp /etc/skel/.bashrc " + home + "/.bashrc && test -f \""
                        + home + "/$(printf 'na\\357ve \\n')\" && test 1 = $(ls " + home + " | grep -ac '^na')")
                .orFail();
    }

    @Test
    void aModeThatDriftsIsTakenBackAndNotMore() {
        machine.sh("cd /home/jupyter-alice && chmod 666 private && chmod 777 sub")
                .orFail();
        machine.run("chmod", "3557", "/home/jupyter-alice").orFail();
        assertEquals(0, machine.shAs("carpenter", "ls /home/jupyter-alice").exit());
        reload();
        hub.awaitShell("test $(stat -c %a /home/jupyter-alice) = 1550");
        assertEquals(
                "666\n777\n",
                machine.sh("cd /home/jupyter-alice && stat -c %a private sub").stdout());
        machine.run("chmod", "750", "/home/jupyter-alice").orFail();
    }

    @Test
    void anAccessControlListThatLetsSomebodyInIsTakenBack() {
        machine.sh("cd /home && setfacl -m u:carpenter:rwx -m d:u:carpenter:rwx jupyter-bob")
                .orFail();
        assertEquals(0, machine.shAs("carpenter", "ls /home/jupyter-bob").exit());
        reload();
        hub.awaitShell("! getfacl -p /home/jupyter-bob | grep -q carpenter");
        assertNotEquals(0, machine.shAs("carpenter", "ls /home/jupyter-bob").exit());
        assertEquals(
                "750\n", machine.run("stat", "-c", "%a", "/home/jupyter-bob").stdout());
    }

    /** The owner can do this without root, and everybody is in jupyterhub-users. */
    @Test
    void aGroupThatLetsEverybodyInIsTakenBack() {
        machine.shAs(
                        "jupyter-alice",
                        "chgrp jupyterhub-users /home/jupyter-alice && setfacl -m g:jupyterhub-users:rx"
                                + " /home/jupyter-alice")
                .orFail();
        assertEquals(0, machine.shAs("jupyter-bob", "ls /home/jupyter-alice").exit());
        reload();
        hub.awaitShell("test \"$(stat -c '%a %G' /home/jupyter-alice)\" = '750 jupyter-alice'");
        assertNotEquals(0, machine.shAs("jupyter-bob", "ls /home/jupyter-alice").exit());
        assertEquals(0, machine.shAs("jupyter-alice", "ls /home/jupyter-alice").exit());
        hub.converge();
        assertFalse(machine.run("getfacl", "-p", "/home/jupyter-alice").stdout().contains("jupyterhub-users"));
    }

    private static void reload() {
        machine.run("systemctl", "reload", "hubwarden").orFail();
    }

    @Test
    void aSkeletonThatOthersCanWriteIsNotUsed() {
        machine.run("chmod", "o+w", "/etc/skel/sub").orFail();
        names.add("late");
        hub.write(state());
        hub.await("it is said", () -> hub.journal().contains("/etc/skel/sub can be written"));
        assertNotEquals(0, machine.run("id", "jupyter-late").exit());
        machine.run("chmod", "o-w", "/etc/skel/sub").orFail();
        reload();
        hub.awaitShell("test -e /home/jupyter-late/sub/deeper/file");
    }

    @Test
    void withoutTheDirectoryOfHomesNobodyNewIsMadeAndNothingElseHappens() {
        String accounts = machine.sh("sha256sum /etc/passwd /etc/shadow").stdout();
        machine.run("mv", "/home", "/home.away").orFail();
        names.add("homeless");
        hub.write(state());
        hub.await("it is said", () -> hub.journal().contains("conflict (homeless): no home can be made in /home: "));
        assertEquals(accounts, machine.sh("sha256sum /etc/passwd /etc/shadow").stdout());
        assertNotEquals(0, machine.run("ls", "/home/jupyter-n1").exit());
        machine.run("mv", "/home.away", "/home").orFail();
        reload();
        hub.await(
                "it is said",
                () -> hub.journal().contains("systemctl restart hubwarden when the directory was replaced"));
        assertNotEquals(0, machine.run("id", "jupyter-homeless").exit(), "no account without a home");
        machine.run("systemctl", "restart", "hubwarden").orFail();
        hub.awaitShell("test -d /home/jupyter-homeless");
    }

    @Test
    void homesThatVanishTogetherAreNotMadeAgain() {
        machine.sh("mkdir /home/aside && cd /home && for n in $(seq 1 30); do mv jupyter-n$n aside; done")
                .orFail();
        reload();
        hub.await("it is said", () -> hub.journal().contains("30 homes that were in place are gone"));
        converge("meanwhile");
        assertFalse(machine.run("ls", "/home").stdout().contains("jupyter-n1\n"));
        assertEquals(0, machine.run("test", "-d", "/home/jupyter-meanwhile").exit());
        machine.sh("mv /home/aside/* /home && rmdir /home/aside").orFail();
        hub.converge();
        assertFalse(hub.plan().stdout().contains("are gone"));
    }

    @Test
    void oneHomeThatVanishesIsMadeAgain() {
        machine.run("rm", "-r", "/home/jupyter-n50").orFail();
        reload();
        hub.awaitShell("test $(stat -c %U /home/jupyter-n50) = jupyter-n50");
        assertTrue(hub.journal().contains("it vanished"), hub::journal);
    }
}
