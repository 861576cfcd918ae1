package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Off-boarding of people who planted what is in nobody's interest to meet; what is more usual is in {@link LeavingIT}. */
class TortureIT {

    private static final String ARCHIVE = "jupyter-tess-20260101T000000Z.tar.zst";

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

    private static String state(String... users) {
        return """
                version: 1
                users:
                %sclock: as_it_is
                offboarding: {grace: 0, archive_after: 30d}
                hub:
                  spawner: hubwarden
                  command: [/bin/sleep, infinity]
                """.formatted(Hub.usersInACrowd(users));
    }

    @BeforeAll
    static void install() {
        sh("mount -o remount,hidepid=2 /proc && grep -q hidepid /proc/mounts");
        sh("test -e /dev/fuse || mknod -m 666 /dev/fuse c 10 229");
        hub = Hub.start(machine, state());
        hub.converge();
    }

    private static String sh(String script) {
        return machine.sh(script).orFail().stdout().strip();
    }

    private static void as(String user, String script) {
        machine.shAs("jupyter-" + user, "cd ~ && " + script).orFail();
    }

    private static String uid(String user) {
        return sh("id -u jupyter-" + user);
    }

    @Test
    void whatWasPlantedLetsNobodyInAndIsListed() {
        hub.converge(state("tess", "mallory", "friend"));
        String uid = uid("tess");
        String home = "/home/jupyter-tess";
        machine.run("hubwarden", "start", "tess").orFail();
        plantFiles(home);
        plantFuse(home, uid);
        plantKiller();
        String strangers = strangers();
        assertEquals(uid, sh("runuser -u jupyter-friend -- /var/tmp/tess -p -c 'id -u'"), "the copy works");

        hub.converge(state("friend"));
        hub.await("it is known what she left", () -> show("tess").contains("Left elsewhere:"));

        for (String whose : List.of(uid, uid("mallory"))) {
            assertEquals(
                    "", sh("grep -lE '^Uid:.*\\b" + whose + "\\b' /proc/[0-9]*/task/*/status 2>/dev/null || true"));
        }
        assertFalse(sh("cat /proc/mounts").contains("/fuse fuse"), "what a user mounted is gone");
        for (String way : List.of(
                "su - jupyter-tess -c true",
                "runuser -u jupyter-friend -- /var/tmp/tess -p -c 'id -u' | grep -x " + uid,
                "systemctl start jupyter@tess.service")) {
            Result tried = machine.sh(way);
            assertTrue(tried.exit() != 0, way + ": " + tried);
        }
        assertListed();
        assertEquals(strangers, strangers(), "what is not theirs is as it was");

        assertRefusedAndThenPacked(home, uid);
    }

    private static void plantFiles(String home) {
        as(
                "tess",
                "cp /bin/dash /var/tmp/tess && chmod 4755 /var/tmp/tess && mkfifo fifo && mkdir bound && echo x >fixed");
        as("tess", "printf q >/tmp/\"$(printf 'raw\\377\\nname')\" && head -c 9 /dev/zero >/dev/shm/tess");
        sh("install -d -o jupyter-tess /srv/tess && install -o jupyter-tess /dev/null /srv/tess/data");
        sh("install -d /srv/source && echo theirs >/srv/source/file && chmod 640 /srv/source/file"
                + " && mount --bind /srv/source " + home + "/bound");
        sh("install -g jupyter-tess -m 4750 /bin/true /srv/roots && echo theirs >/srv/stranger && ln /srv/stranger "
                + home + "/theirs");
    }

    /**
     * It never answers, and nobody but its user may look into it: root gets EACCES, or waits. Beside it one into which everybody may:
     * whoever looks at that one waits for ever.
     */
    private static void plantFuse(String home, String uid) {
        machine.write("/root/fuse.pl", """
                use Fcntl; use POSIX;
                my ($at, $uid, $more) = @ARGV;
                $^F = 100;
                sysopen(my $f, '/dev/fuse', O_RDWR) or die "device: $!";
                my ($type, $options) = ('fuse', 'fd=' . fileno($f) . ",rootmode=40000,user_id=$uid,group_id=$uid$more");
                syscall(165, $type, $at, $type, 6, $options) == 0 or die "mount: $!";
                exit if fork;
                POSIX::setsid();
                POSIX::setgid($uid); POSIX::setuid($uid);
                close STDIN; close STDOUT; close STDERR;
                sleep 1 while 1;
                """);
        sh("install -d -o jupyter-tess " + home + "/fuse && perl /root/fuse.pl " + home + "/fuse " + uid
                + " && grep -q '/fuse fuse' /proc/mounts");
        sh("mkdir /srv/hung && perl /root/fuse.pl /srv/hung 0 ,allow_other && grep -q '/srv/hung fuse' /proc/mounts");
    }

    /** Forks and ends all the time, and kills whoever it can reach: whoever signals it as its own user dies first. */
    private static void plantKiller() {
        machine.write("/var/tmp/killer.pl", """
                use POSIX;
                fork and exit;
                POSIX::setsid();
                sleep 2;
                my $n = 0;
                while (1) {
                    my $pid = fork;
                    POSIX::_exit(0) if $pid;
                    kill 9, -1;
                    open my $f, '>', "$ENV{HOME}/alive" and close $f if $n++ % 500 == 0;
                }
                """);
        sh("chmod 644 /var/tmp/killer.pl");
        as("mallory", "HOME=/home/jupyter-mallory perl /var/tmp/killer.pl");
        hub.awaitShell("test -e /home/jupyter-mallory/alive");
    }

    private static String strangers() {
        return sh(
                "stat -c '%n %a %u %g %h %Y' /srv/source /srv/source/file /srv/roots /srv/stranger; cat /srv/source/file"
                        + " /srv/stranger; sha256sum /srv/roots");
    }

    private static String show(String user) {
        return machine.run("hubwarden", "show", user).stdout();
    }

    private static void assertListed() {
        String list = sh("cat /var/lib/hubwarden/left/jupyter-tess-*.files");
        for (String path : List.of("/var/tmp/tess", "/tmp/raw\\377\\nname", "/srv/tess/data", "/srv/roots")) {
            assertTrue(list.contains(" " + path), () -> path + " is not in " + list);
        }
        assertFalse(list.contains("/home/jupyter-tess/"), list);
        assertTrue(list.contains("# not looked at: /srv/hung (fuse)"), list);
        assertEquals("", sh("ls /dev/shm"), "shared memory goes with the processes");
        assertTrue(show("tess").contains("the set-uid or set-gid bit was taken off 1"), () -> show("tess"));
        assertEquals("755 4750", sh("stat -c %a /var/tmp/tess /srv/roots | tr '\\n' ' '"));
        String told = sh("journalctl -q -o cat --output-fields=MESSAGE HUBWARDEN_ACTION=leaving.files HUB_USER=tess");
        assertTrue(told.contains("/srv/tess"), told);
    }

    /** What would be lost, or would stop half-way, is found before anything is packed. */
    private static void assertRefusedAndThenPacked(String home, String uid) {
        String what = " " + home + " " + ARCHIVE + " " + uid;
        sh("install -d -m 700 /var/lib/hubwarden/archive && chattr +i " + home + "/fixed");
        Result mounted = machine.sh("hubwarden errand-pack-home" + what);
        assertTrue(mounted.stderr().contains("something is mounted there: " + home + "/bound"), mounted::toString);
        sh("umount " + home + "/bound");
        Result fixed = machine.sh("hubwarden errand-pack-home" + what);
        assertTrue(fixed.stderr().contains(home + "/fixed cannot be removed"), fixed::toString);
        sh("chattr -i " + home + "/fixed && hubwarden errand-pack-home" + what + " && hubwarden errand-remove-home"
                + what);
        assertEquals("gone", sh("test -e " + home + " || echo gone"));
        assertEquals("theirs theirs", sh("cat /srv/source/file /srv/stranger | tr '\\n' ' '"));
    }

    /** What cannot be masked, set aside or removed keeps nobody alive, and keeps nobody else waiting. */
    @Test
    void whatStandsInTheWayKeepsNothingAlive() {
        hub.converge(state("trapper", "holder", "friend"));
        String alive = "pgrep -u " + uid("trapper") + "," + uid("holder");
        plantTraps();
        as("holder", "setsid sleep infinity >/dev/null 2>&1 &");
        sh("printf '[Service]\\nExecStart=/bin/sleep 1000\\n' >/etc/systemd/system/jupyter@holder.service");
        hub.awaitShell(alive);

        hub.write(state("friend"));

        hub.awaitShell("! " + alive);
        hub.await("it is told", () -> hub.journal().contains("jupyter@holder.service was not masked"));
        hub.awaitShell("hubwarden list --leaving | grep -q 'trapper .*6 archive'");
        String home = "/home/jupyter-trapper/.ssh";
        assertEquals("key decoy", sh("cat " + home + "/authorized_keys.* " + home + "/*/decoy | tr '\\n' ' '"));
        assertTrue(machine.run("test", "-e", home + "/authorized_keys").exit() != 0, "the key lets nobody in");
        assertEquals("friend", sh("cat /dev/shm/box/in/file; rm -r /dev/shm/box; ls /dev/shm"));
        sh("rm /etc/systemd/system/jupyter@holder.service && systemctl daemon-reload");
        hub.converge();
    }

    /** A job larger than any that a person writes, names in the way of those that keys get, and what is deep or a friend's. */
    private static void plantTraps() {
        as("trapper", "head -c 17000000 /dev/zero | tr '\\0' '#' | at now + 1 day");
        as("trapper", "mkdir -p .ssh/authorized_keys.closed-by-hubwarden && echo key >.ssh/authorized_keys");
        as("trapper", "echo decoy >.ssh/authorized_keys.closed-by-hubwarden/decoy");
        as("trapper", "perl -e 'chdir q(/dev/shm); for (1..20000) { mkdir q(d) or die; chdir q(d) }'");
        as("trapper", "mkdir -m 777 /dev/shm/box");
        as("friend", "mkdir /dev/shm/box/in && echo friend >/dev/shm/box/in/file");
    }
}
