package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Off-boarding, with everything planted that people leave behind, on a real machine. */
class LeavingIT {

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

    /** So many that none of these is a brake's business. */
    private static String state(String... users) {
        return after("30d", users);
    }

    private static String after(String days, String... users) {
        return """
                version: 1
                users:
                %sclock: as_it_is
                offboarding: {grace: 0, archive_after: %s}
                hub:
                  spawner: hubwarden
                  command: [/bin/sleep, infinity]
                """.formatted(Hub.usersInACrowd(users), days);
    }

    @BeforeAll
    static void install() {
        machine.sh("systemctl enable --now cron atd ssh && sed -i 's/^#PasswordAuth.*/PasswordAuthentication no/'"
                        + " /etc/ssh/sshd_config")
                .orFail();
        hub = Hub.start(machine, state());
        hub.converge();
    }

    private static String uid(String user) {
        return machine.run("id", "-u", "jupyter-" + user).orFail().stdout().strip();
    }

    private static String sh(String script) {
        return machine.sh(script).orFail().stdout().strip();
    }

    /** Every thread of whoever has the uid, in any of the four ways. */
    private static String processesOf(String uid) {
        return sh("grep -lE '^Uid:.*\\b" + uid + "\\b' /proc/[0-9]*/task/*/status 2>/dev/null || true");
    }

    @Test
    void nothingOfALeaverRunsOrCanBeStarted() {
        hub.converge(state("alice"));
        String uid = uid("alice");
        String home = "/home/jupyter-alice";
        machine.sh("hubwarden start alice && loginctl enable-linger jupyter-alice")
                .orFail();
        hub.awaitShell("systemctl is-active user@" + uid + ".service");
        machine.shAs("jupyter-alice", "echo '* * * * * touch /home/jupyter-alice/cron' | crontab -")
                .orFail();
        machine.shAs("jupyter-alice", "echo 'touch ~/at' | at now + 1 hour").orFail();
        machine.shAs("jupyter-alice", "tmux new-session -d 'sleep infinity'").orFail();
        machine.shAs(
                        "jupyter-alice",
                        "XDG_RUNTIME_DIR=/run/user/" + uid
                                + " systemd-run --user --unit sleeper sleep infinity && ipcmk -M 4096 -S 1 -Q"
                                + " && head -c 100 /dev/zero >/dev/shm/alices && mkfifo ~/fifo")
                .orFail();
        sshKey("alice");
        Background ssh = machine.start(
                "ssh",
                "-oStrictHostKeyChecking=no",
                "-i",
                "/root/alice",
                "jupyter-alice@localhost",
                "sleep",
                "infinity");
        hub.awaitShell("loginctl list-sessions | grep jupyter-alice && pgrep -u " + uid + " -f 'sleep infinity'");
        respawner("alice");
        assertFalse(processesOf(uid).isEmpty());
        assertEquals(
                "",
                machine.sh("ssh -oStrictHostKeyChecking=no -i /root/alice jupyter-alice@localhost true")
                        .orFail()
                        .stdout());

        hub.converge(state());

        assertEquals("", processesOf(uid));
        assertEquals(
                "",
                sh("find /var/spool/cron/crontabs /var/lib/systemd/linger -type f; find /var/spool/cron/atjobs -user "
                        + uid));
        assertEquals(
                "", sh("awk '$8 == " + uid + " || $5 == " + uid + "' /proc/sysvipc/*; find /dev/shm -user " + uid));
        assertEquals(
                "inactive",
                machine.sh("systemctl is-active user-" + uid + ".slice")
                        .stdout()
                        .strip());
        assertEquals("/dev/null", sh("readlink /etc/systemd/system/jupyter@alice.service"));
        for (String way : List.of(
                "ssh -oStrictHostKeyChecking=no -oBatchMode=yes -i /root/alice jupyter-alice@localhost true",
                "su - jupyter-alice -c true",
                "systemctl start jupyter@alice.service",
                "test -e " + home + "/.ssh/authorized_keys")) {
            Result tried = machine.sh(way);
            assertTrue(tried.exit() != 0, way + ": " + tried);
        }
        assertEquals("", processesOf(uid));
        assertFalse(ssh.isAlive());
        String ledger = machine.readText("/var/lib/hubwarden/ledger.json");
        for (String stage : List.of("rights", "lock", "sessions", "processes", "keys")) {
            assertTrue(ledger.contains("\"stage\":\"" + stage + "\",\"begun\":\""), stage);
        }

        hub.converge(state("alice"));
        assertEquals(uid, uid("alice"));
        assertTrue(sh("crontab -l -u jupyter-alice").contains("touch"));
        assertFalse(sh("find /var/spool/cron/atjobs -user " + uid).isEmpty());
        assertEquals(
                "",
                machine.sh("ssh -oStrictHostKeyChecking=no -i /root/alice jupyter-alice@localhost true")
                        .orFail()
                        .stdout());
        assertFalse(sh("grep jupyter-alice /var/lib/hubwarden/ledger.json").contains("leaving"));
        hub.converge(state());
    }

    @Test
    void subordinateIdsAreALeaversInContainersOnly() {
        hub.converge(state("sue"));
        sh("echo jupyter-sue:100000:65536 >>/etc/subuid");
        sh("setpriv --reuid 100005 --clear-groups sleep 4321 >/dev/null 2>&1 &");
        sh("setpriv --reuid 100006 --clear-groups unshare --user sleep 4322 >/dev/null 2>&1 &");
        hub.awaitShell("pgrep -xf 'sleep 4321' && pgrep -xf 'sleep 4322'");

        hub.converge(state());

        assertTrue(machine.run("pgrep", "-xf", "sleep 4321").exit() == 0, "somebody else's");
        assertFalse(machine.run("pgrep", "-xf", "sleep 4322").exit() == 0, "in a container of theirs");
        sh("pkill -xf 'sleep 4321'; sed -i /jupyter-sue/d /etc/subuid");
    }

    private static void sshKey(String user) {
        String home = "/home/jupyter-" + user;
        sh("rm -f /root/" + user + "*; ssh-keygen -q -t ed25519 -N '' -f /root/" + user
                + " && install -d -m 700 -o jupyter-"
                + user + " -g jupyter-" + user + " " + home + "/.ssh && install -m 600 -o jupyter-" + user + " /root/"
                + user + ".pub " + home + "/.ssh/authorized_keys");
    }

    /** Forks and ends all the time, so that no look at /proc ever meets it twice, and kills whoever it can reach. */
    private static void respawner(String user) {
        machine.write("/root/respawner.pl", """
                use POSIX;
                fork and exit;
                POSIX::setsid();
                my $n = 0;
                while (1) {
                    my $pid = fork;
                    POSIX::_exit(0) if $pid;
                    open my $f, '>', "$ENV{HOME}/alive" and close $f if $n++ % 500 == 0;
                }
                """);
        machine.sh("install -m 755 /root/respawner.pl /var/tmp/respawner.pl").orFail();
        machine.shAs("jupyter-" + user, "HOME=/home/jupyter-" + user + " perl /var/tmp/respawner.pl")
                .orFail();
        hub.awaitShell("test -e /home/jupyter-" + user + "/alive");
    }

    @Test
    void theHomeGoesIntoAnArchiveAndComesBackTheSame() {
        hub.converge(state("bob"));
        String uid = uid("bob");
        String home = "/home/jupyter-bob";
        machine.shAs("jupyter-bob", """
                        cd ~ && mkfifo fifo && printf x >"$(printf 'raw\\377\\tname')" && truncate -s 15T sparse && ln -s /etc/shadow link
                        cp /bin/true tool && chmod 4750 tool && echo y >shared && setfacl -m u:1:r shared && mkdir -m 2710 dir
                        perl -e 'for (1..5000) { mkdir "d" or die; chdir "d" or die } open F, ">end"'
                        """).orFail();
        sh("echo theirs >/srv/stranger && chmod 640 /srv/stranger && ln /srv/stranger " + home + "/theirs");
        machine.sh(capability(home + "/tool")).orFail();
        String tree = tree(home);

        hub.write(after("0d"));
        hub.awaitShell("! test -e " + home);
        hub.converge();
        String archive = sh("ls /var/lib/hubwarden/archive/jupyter-bob-*.tar.zst");
        assertEquals(
                archive.substring(archive.lastIndexOf('/') + 1) + ": OK",
                sh("cd /var/lib/hubwarden/archive && sha256sum -c jupyter-bob-*.sha256"));
        assertTrue(sh("cat " + archive + ".list").contains("raw\\377\\tname"));
        assertTrue(sh("cat " + archive + ".links").contains("0 " + home + "/theirs"));
        assertEquals("1 640 0 theirs", sh("stat -c '%h %a %u' /srv/stranger | tr '\\n' ' '; cat /srv/stranger"));
        assertTrue(machine.run("hubwarden", "list", "--leaving").stdout().contains("7 purge: waits for somebody"));

        hub.write(state("bob"));
        hub.awaitShell("hubwarden plan | grep -q 'hubwarden restore bob'");
        machine.run("hubwarden", "restore", "bob");
        hub.awaitShell("test -e " + home);
        hub.converge();
        assertEquals(uid, uid("bob"));
        assertEquals(tree, tree(home));

        hub.converge(state());
        assertEquals(1, machine.sh("hubwarden purge bob </dev/null").exit(), "it asks, and cannot");
        machine.run("hubwarden", "purge", "bob", "--yes");
        hub.awaitShell("! grep -r '^jupyter-bob:' /etc/passwd /etc/shadow /etc/group /etc/gshadow");
        hub.write(state("bob"));
        hub.awaitShell("hubwarden plan | grep -q 'hubwarden restore --fresh bob'");
        machine.run("hubwarden", "restore", "--fresh", "bob");
        hub.awaitShell("getent passwd jupyter-bob");
        hub.converge();
        assertTrue(Long.parseLong(uid("bob")) > Long.parseLong(uid), "nobody has the number again");
        assertEquals("2", sh("ls /var/lib/hubwarden/archive/jupyter-bob-*.tar.zst | wc -l"));
    }

    /** As setcap(8) would give it, which is not there. */
    private static String capability(String file) {
        return "perl -e 'my ($f, $n, $v) = (\"" + file
                + "\", \"security.capability\", pack(\"V5\", 0x2000001, 1 << 10, 0, 0, 0));"
                + " syscall(188, $f, $n, $v, length $v, 0) and die $!'";
    }

    @Test
    void whatChangedAfterItWasPackedIsNotRemoved() {
        sh(
                "install -d -m 700 /var/lib/hubwarden/archive && mkdir /home/packed && echo one >/home/packed/file && chown -R 5000:5000 /home/packed");
        String what = " /home/packed jupyter-packed-20260101T000000Z.tar.zst 5000";
        sh("hubwarden errand-pack-home" + what);
        sh("echo two >/home/packed/file");
        Result refused = machine.sh("hubwarden errand-remove-home" + what);
        assertEquals(1, refused.exit(), refused::toString);
        assertTrue(
                refused.stderr().contains("changed after it was packed, as /home/packed/file was"), refused::toString);
        assertEquals("two", sh("cat /home/packed/file"));

        sh("rm /var/lib/hubwarden/archive/jupyter-packed-*");
        sh("hubwarden errand-pack-home" + what + " && hubwarden errand-remove-home" + what);
        assertEquals(1, machine.run("test", "-e", "/home/packed").exit());
        sh("hubwarden errand-restore-home" + what);
        assertEquals("two", sh("cat /home/packed/file"));
    }

    /** Of everything that tar knows of a tree: owners, modes, times, attributes, lists, contents, and where holes are. */
    private static String tree(String home) {
        return sh(
                "tar --create --format=posix --pax-option=delete=atime,delete=ctime --sort=name --numeric-owner --xattrs"
                        + " '--xattrs-include=*' --acls --sparse --sparse-version=0.0 -C " + home + " . | sha256sum"
                        + " && test $(stat -c %b " + home + "/sparse) -lt 100");
    }
}
