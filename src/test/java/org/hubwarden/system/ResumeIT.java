package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody leaves while the daemon dies in every step, the machine goes down, disks are full and the clock is wrong. */
class ResumeIT {

    private static final String ARCHIVES = "/var/lib/hubwarden/archive";

    /** So many files that who is stopped among them is in the middle. */
    private static final int FILES = 2000;

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;
    private static Deaths deaths;

    private static String state(String days, String... users) {
        return """
                version: 1
                users:
                %sclock: as_it_is
                brakes: {removals: 12}
                offboarding: {grace: 0, archive_after: %s}
                hub:
                  spawner: hubwarden
                  command: [/bin/sh, -c, "trap '' TERM; while :; do sleep 1; done"]
                """.formatted(Hub.usersInACrowd(users), days);
    }

    @BeforeAll
    static void install() {
        machine.sh("systemctl enable --now cron").orFail();
        hub = Hub.start(machine, state("30d"));
        deaths = Deaths.prepare(machine);
        hub.converge();
    }

    /** Whom an earlier test left behind is packed, so that nobody waits for a turn. */
    @BeforeEach
    void clear() {
        hub.write(state("0d"));
        hub.startService();
        hub.awaitShell("! ls -d /home/jupyter-[!k]*");
    }

    private static String sh(String script) {
        return machine.sh(script).orFail().stdout().strip();
    }

    private static String tree(String home) {
        return sh("cd " + home + " && find . -printf '%p %y %m %U %G %l\\n' | sort | sha256sum"
                + " && find . -type f | sort | xargs -d '\\n' sha256sum | sha256sum");
    }

    private static String plant(String user) {
        String name = "jupyter-" + user;
        machine.run("hubwarden", "start", user).orFail();
        machine.sh("loginctl enable-linger " + name).orFail();
        machine.shAs(name, "echo '* * * * * true' | crontab -").orFail();
        machine.shAs(
                        name,
                        "cd ~ && mkdir -m 700 .ssh && echo key >.ssh/authorized_keys && echo key >.ssh/authorized_keys2"
                                + " && head -c 3000000 /dev/urandom >data && ln -s /etc/shadow link && chmod 4750 data"
                                + " && seq " + FILES + " | sed 's/^/f/' | xargs touch")
                .orFail();
        hub.awaitShell("systemctl is-active user@$(id -u " + name + ").service");
        return tree("/home/" + name);
    }

    private static String told(String action, String user) {
        machine.run("journalctl", "--sync").orFail();
        return sh("journalctl -q -o cat HUBWARDEN_ACTION=" + action + " HUB_USER=" + user + " | wc -l");
    }

    private static void awaitPacked(String user) {
        hub.awaitShell("! test -e /home/jupyter-" + user + " && hubwarden list --leaving | grep -q '" + user
                + " .*7 purge: waits'");
    }

    private static void restore(String user) {
        hub.write(state("30d", user));
        hub.awaitShell("hubwarden plan | grep -q 'hubwarden restore " + user + "'");
        machine.run("hubwarden", "restore", user);
    }

    /** One leaver, resumed each time where it was cut off: in every step, on the way back, and in the purge. */
    @Test
    void whoeverIsKilledInTheMiddleOfAStepTheLeaverFinishes() {
        hub.converge(state("30d", "alice"));
        String uid = sh("id -u jupyter-alice");
        String tree = plant("alice");
        machine.run("systemctl", "stop", "hubwarden").orFail();
        hub.write(state("0d"));

        dieInStepsOfTheDaemon();
        machine.shAs("jupyter-alice", "setsid sleep infinity >/dev/null 2>&1 &").orFail();
        deaths.amidErrand("end-processes", "pgrep -u " + uid);
        String keys = "/home/jupyter-alice/.ssh";
        deaths.amid("renameat,renameat2", "ls " + keys + " | grep closed", "ls " + keys + " | grep -v closed");
        deaths.amidErrand("list-owned-files", "! ls /var/lib/hubwarden/left/jupyter-alice-*");
        dieWhileItIsPackedAndRemoved();
        deaths.begin();
        awaitPacked("alice");
        nothingIsLeft(uid);

        deaths.holdUpZstd();
        restore("alice");
        deaths.dies("ls -A /home/.hubwarden-restore-jupyter-alice/home | grep .", "! test -e /home/jupyter-alice");
        deaths.letGoZstd();
        deaths.begin();
        hub.awaitShell("test -e /home/jupyter-alice");
        hub.converge(state("30d", "alice"));
        assertEquals(tree, tree("/home/jupyter-alice"));
        assertEquals(uid, sh("id -u jupyter-alice"));
        assertEquals("* * * * * true", sh("crontab -l -u jupyter-alice"));
        assertEquals("1", told("leaving.give_back", "alice"));
        assertEquals("", sh("ls -A /home | grep '^\\.' || true"), "stages");

        dieInThePurge(uid);
    }

    private static void dieInStepsOfTheDaemon() {
        String locked = "grep '^jupyter-alice.*nologin' /etc/passwd";
        deaths.amid("rename", "grep '^jupyter-alice:.*:1:' /etc/shadow", "! " + locked);
        deaths.amid("symlinkat", locked, "test ! -e /etc/systemd/system/jupyter@alice.service");
        deaths.amid(
                "unlinkat",
                "find /var/lib/hubwarden/leaving/jupyter-alice -name crontab | grep .",
                "crontab -l -u jupyter-alice");
        deaths.begin();
        deaths.dies("systemctl show -p ActiveState jupyter@alice.service | grep deactivating", "true");
        deaths.begin();
        deaths.dies("! test -e /var/lib/systemd/linger/jupyter-alice", "true");
    }

    private static void dieWhileItIsPackedAndRemoved() {
        String home = "/home/jupyter-alice";
        String left = "test $(ls -A " + home + " | wc -l) -";
        deaths.holdUpZstd();
        deaths.holdUp("remove-home");
        deaths.begin();
        deaths.diesAndIsStarted("test -e " + ARCHIVES + "/jupyter-alice-*.partial");
        sh(left + "gt " + FILES);
        deaths.letGoZstd();

        hub.awaitShell("pgrep -f '[e]rrand-remove-home' && ! ls " + ARCHIVES + "/*.partial");
        Background strace = machine.start(
                "sh",
                "-c",
                "exec strace -f -p $(pgrep -of '[e]rrand-remove-home') -o /dev/null -e trace=unlinkat"
                        + " -e inject=unlinkat:signal=STOP:when=" + FILES / 2);
        hub.awaitShell("grep 'TracerPid:.[1-9]' /proc/$(pgrep -of '[e]rrand-remove-home')/status");
        deaths.letGo("remove-home");
        deaths.dies(left + "lt " + (FILES - 100), left + "gt 100 && ls " + ARCHIVES + "/*.removing");
        strace.kill();
    }

    private static void nothingIsLeft(String uid) {
        assertEquals("", sh("pgrep -u " + uid + " || true"));
        assertEquals("", sh("find /var/spool/cron/crontabs /var/lib/systemd/linger -type f"));
        assertEquals("/dev/null", sh("readlink /etc/systemd/system/jupyter@alice.service"));
        assertEquals("1", sh("ls " + ARCHIVES + "/jupyter-alice-*.tar.zst | wc -l"));
        assertEquals("", sh("ls " + ARCHIVES + " | grep -E 'partial|begun|removing' || true"));
        sh("cd " + ARCHIVES + " && sha256sum -c jupyter-alice-*.sha256");
    }

    private static void dieInThePurge(String uid) {
        hub.converge(state("30d"));
        deaths.holdUp("pack-home");
        assertEquals(2, machine.run("hubwarden", "purge", "alice", "--yes").exit(), "it goes on by itself");
        machine.run("systemctl", "stop", "hubwarden").orFail();
        deaths.letGo("pack-home");
        sh("rm -r /home/jupyter-alice");
        String lines = "$(cat /etc/passwd /etc/shadow /etc/group /etc/gshadow | grep -c ^jupyter-alice:)";
        deaths.amid("rename", "test " + lines + " -lt 4", "test " + lines + " -gt 0");
        deaths.begin();
        hub.awaitShell("! grep -r '^jupyter-alice:' /etc/passwd /etc/shadow /etc/group /etc/gshadow");
        hub.awaitShell("hubwarden show alice | grep -q '7  purge .*done'");
        assertEquals(12, deaths.count());

        machine.run("hubwarden", "restore", "--fresh", "alice").orFail();
        hub.converge(state("30d", "alice"));
        assertTrue(Long.parseLong(sh("id -u jupyter-alice")) > Long.parseLong(uid), "nobody has the number again");
    }

    @Test
    void aMachineThatGoesDownWhileItPacksGoesOnWhenItIsUpAgain() {
        hub.converge(state("30d", "bob"));
        String tree = plant("bob");
        deaths.holdUpZstd();
        hub.write(state("0d"));
        hub.awaitShell("test -e " + ARCHIVES + "/jupyter-bob-*.partial");

        machine.fallDown();

        awaitPacked("bob");
        sh("cd " + ARCHIVES + " && sha256sum -c jupyter-bob-*.sha256");
        assertEquals("", sh("ls " + ARCHIVES + " | grep -E 'partial|begun|removing' || true"));
        restore("bob");
        hub.awaitShell("test -e /home/jupyter-bob");
        hub.converge(state("30d", "bob"));
        assertEquals(tree, tree("/home/jupyter-bob"));
        assertEquals("* * * * * true", sh("crontab -l -u jupyter-bob"));
        hub.converge(state("30d"));
    }

    /** The home is larger than the file system that its archive would go to. */
    @Test
    void aFullDiskStopsPackingWithTheHomeUntouched() {
        hub.converge(state("30d", "carol"));
        machine.shAs("jupyter-carol", "head -c 6000000 /dev/urandom >~/data").orFail();
        String tree = tree("/home/jupyter-carol");
        sh("install -d -m 700 " + ARCHIVES + " && mount -t tmpfs -o size=5000k,mode=700 tmpfs " + ARCHIVES);
        hub.write(state("0d"));
        String full = "the home /home/jupyter-carol stays as it is, since there is no room for its archive";
        hub.awaitShell("hubwarden status | grep -q '" + full + "'");
        String waits =
                "hubwarden show carol | grep '6  archive' | grep 'another try at .* at once with hubwarden apply'";
        hub.awaitShell(waits);
        hub.await("it is in the journal", () -> hub.journal().contains(full));
        machine.run("hubwarden", "apply");
        hub.awaitShell(waits);
        assertEquals(tree, tree("/home/jupyter-carol"));
        assertEquals("", sh("ls " + ARCHIVES + " | grep -E 'zst$|partial' || true"));
        assertEquals("1", sh("hubwarden status | grep -c '^Result: *converged'"), "nothing else waits for it");

        sh("mount -o remount,size=50M " + ARCHIVES);
        machine.run("hubwarden", "apply");
        awaitPacked("carol");
        sh("systemctl stop hubwarden && umount " + ARCHIVES + " && systemctl start hubwarden");
    }

    /** Where nothing can be remembered, nothing is done: the ledger comes first. */
    @Test
    void aDiskThatHasNoRoomForTheLedgerStopsLeavingBeforeItBegins() {
        hub.converge(state("30d", "dave"));
        String line = hub.line("passwd", "jupyter-dave");
        sh(
                "systemctl stop hubwarden && cp -a /var/lib/hubwarden /root/kept && mount -t tmpfs -o size=512k,mode=700 tmpfs"
                        + " /var/lib/hubwarden && cp -a /root/kept/ledger.json /root/kept/state.yaml* /var/lib/hubwarden/; true");
        machine.sh("head -c 1000000 /dev/zero >/var/lib/hubwarden/filler; systemctl start hubwarden");
        hub.write(state("30d"));
        hub.awaitShell("hubwarden status | grep -q 'No space left on device'");
        assertEquals(line, hub.line("passwd", "jupyter-dave"));
        sh("rm /var/lib/hubwarden/filler");
        machine.run("hubwarden", "apply");
        hub.converge();
        assertTrue(hub.line("passwd", "jupyter-dave").endsWith("nologin"));
        sh("systemctl stop hubwarden && cp -a /var/lib/hubwarden/. /root/kept/ && umount /var/lib/hubwarden"
                + " && cp -a /root/kept/. /var/lib/hubwarden/ && systemctl start hubwarden");
    }

    @Test
    void aClockThatIsTenYearsAheadArchivesNobody() {
        hub.converge(state("30d", "erin"));
        hub.pass();
        // As if the clock had been ten years behind when it was first relied on.
        sh("sed -i -E 's/^[0-9]{4}/2016/' /run/hubwarden/clock");
        hub.write(state("0d"));
        hub.awaitShell("hubwarden show erin | grep '6  archive' | grep -q 'the clock is not trusted'");
        hub.pass();
        hub.pass();
        assertTrue(machine.run("test", "-d", "/home/jupyter-erin").exit() == 0);
        assertEquals("0", told("leaving.pack", "erin"));
        assertTrue(hub.line("passwd", "jupyter-erin").endsWith("nologin"), "what needs no clock is done");
        machine.run("hubwarden", "approve", "--clock").orFail();
        machine.run("hubwarden", "apply");
        hub.awaitShell("! test -e /home/jupyter-erin");
    }

    /**
     * With 20 MB instead of the memory that it may take for its objects; its unit has 256 MB. The largest of its processes is measured.
     */
    @Test
    void aHomeOfManyFilesIsPackedRemovedAndRestoredInLittleMemory() {
        machine.write("/root/java", """
                #!/bin/sh
                for word; do
                  shift
                  case $word in -Xm[sx]* | -XX:MaxNewSize=*) ;; *) set -- "$@" "$word" ;; esac
                done
                exec java -Xmx20m "$@"
                """);
        machine.write("/root/measure", """
                my $status = system @ARGV;
                syscall 98, -1, my $usage = "\\0" x 144; # getrusage(2), of children
                printf "%d\\n", unpack "x32 q", $usage;
                exit $status >> 8;
                """);
        sh("chmod +x /root/java && install -d -m 700 " + ARCHIVES + " && mkdir /home/many && cd /home/many"
                + " && perl -e 'open F, \">\", sprintf \"%0240d\", $_ for 1..60000' && chown -R 5000:5000 .");
        for (String word : List.of("pack", "remove", "restore")) {
            Result result = machine.sh("HUBWARDEN_JAVA=/root/java perl /root/measure hubwarden errand-" + word
                    + "-home /home/many jupyter-many-20260101T000000Z.tar.zst 5000");
            assertEquals(0, result.exit(), result::toString);
            long kilobytes = Long.parseLong(result.stdout().strip());
            System.out.println("to " + word + " 60000 files took " + kilobytes + " KB");
            assertTrue(kilobytes < 128 << 10, result::toString);
            assertEquals(
                    word.equals("remove") ? 1 : 0,
                    machine.run("test", "-d", "/home/many").exit(),
                    word);
        }
        assertEquals("60000", sh("find /home/many -type f -user 5000 | wc -l"));
        assertEquals("60001", sh("cat " + ARCHIVES + "/jupyter-many-*.list | wc -l"));
        sh("rm -rf /home/many " + ARCHIVES + "/jupyter-many-*");
    }

    /** A class comes and goes, again and again: accounts of people who are gone for good leave numbers that nobody gets. */
    @Test
    void noNumberIsGivenOutTwice() {
        int rounds = 3;
        int people = 3;
        for (int round = 0; round < rounds; round++) {
            List<String> names =
                    IntStream.range(0, people).mapToObj(n -> "guest" + n).toList();
            hub.converge(state("30d", names.toArray(String[]::new)));
            sh("getent passwd | awk -F: '/^jupyter-guest/ {print $3 \" \" $4}' >>/root/numbers");
            sh("rm -rf /home/jupyter-guest*");
            hub.converge(state("30d"));
            sh("for n in $(seq 0 " + (people - 1) + "); do hubwarden purge guest$n --yes; done; true");
            hub.awaitShell("! grep -q '^jupyter-guest' /etc/passwd");
            sh("for n in $(seq 0 " + (people - 1) + "); do hubwarden restore --fresh guest$n; done; true");
        }
        assertEquals(Integer.toString(rounds * people), sh("wc -l </root/numbers"));
        assertEquals(
                "",
                sh(
                        "sort /root/numbers | uniq -d; tr ' ' '\\n' </root/numbers | sort | uniq -c | grep -v ' 2 ' || true"));
        assertFalse(machine.sh("grep guest /etc/passwd /etc/group /etc/shadow /etc/gshadow")
                        .exit()
                == 0);
    }
}
