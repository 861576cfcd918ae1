package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Back doors of somebody who was root, each planted alone, found and named; and a machine on which nothing was planted. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SweepIT {

    private static final String BASELINE = "/root/hub.baseline";
    private static final String STATE = "version: 1\nusers: [bob]\nadmins: [dana, erin]\n";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    /** The baseline that was taken at the grant, by its own unit, compared with what a command sees. */
    private static Result ofTheDaemon = new Result(List.of(), 1, "", "");

    /**
     * A way back to root.
     *
     * @param only the part of the machine that is swept, to be quick
     * @param named what the sweep says of it
     */
    private record BackDoor(String only, String plant, String named, String remove) {
        @Override
        public String toString() {
            return plant;
        }
    }

    private static BackDoor door(String only, String plant, String named, String remove) {
        return new BackDoor(only, plant, named, remove);
    }

    /** A file that is new. */
    private static BackDoor file(String path, String named) {
        String plant = "mkdir -p $(dirname " + path + ") && echo x >" + path;
        return door(path, plant, named + ": " + path, "rm " + path);
    }

    static Stream<BackDoor> doors() {
        return Stream.of(
                door(
                        "/var/tmp",
                        "cp /bin/dash /var/tmp/.x && chmod 4755 /var/tmp/.x",
                        "a set-uid program of root: /var/tmp/.x",
                        "rm /var/tmp/.x"),
                door(
                        "/usr/bin/env",
                        "chmod u+s /usr/bin/env",
                        "a set-uid program of root: /usr/bin/env",
                        "chmod u-s /usr/bin/env"),
                door(
                        "/srv",
                        "cp /bin/dash /srv/s && chgrp shadow /srv/s && chmod g+s /srv/s",
                        "a set-gid program: /srv/s",
                        "rm /srv/s"),
                door(
                        "/usr/local/bin",
                        "cp /bin/dash /usr/local/bin/capable && perl -e 'my ($f, $n, $v) ="
                                + " (\"/usr/local/bin/capable\", \"security.capability\", pack(\"V5\", 0x02000001, 0x80, 0, 0, 0));"
                                + " syscall(188, $f, $n, $v, 20, 0) == 0 or die $!'",
                        "a program with capabilities: /usr/local/bin/capable",
                        "rm /usr/local/bin/capable"),
                file("/etc/ld.so.preload", "a library that every program loads"),
                file("/etc/ld.so.conf.d/x.conf", "where programs find their libraries"),
                file("/etc/sudoers.d/zz", "sudo's rules or configuration"),
                door(
                        "/etc/pam.d",
                        "echo 'auth sufficient pam_permit.so' >>/etc/pam.d/su",
                        "what lets people log in (PAM): /etc/pam.d/su",
                        "sed -i '$d' /etc/pam.d/su"),
                file("/usr/lib/x86_64-linux-gnu/security/pam_x.so", "a module of PAM"),
                door(
                        "/etc/nsswitch.conf",
                        "sed -i 's/^passwd:.*/& extrausers/' /etc/nsswitch.conf",
                        "where accounts come from",
                        "sed -i 's/ extrausers$//' /etc/nsswitch.conf"),
                file("/etc/userdb/x.user", "an account or membership record"),
                file("/root/.ssh/authorized_keys", "keys that open an account (ssh)"),
                file("/home/jupyter-bob/.ssh/authorized_keys", "keys that open an account (ssh)"),
                file("/etc/systemd/system/x.service", "a unit of systemd"),
                file("/etc/systemd/system/cron.service.d/x.conf", "a unit of systemd"),
                file("/usr/local/lib/systemd/system-generators/x", "a hook or generator of systemd"),
                file("/var/lib/systemd/linger/jupyter-bob", "a user whose units run without a login"),
                file("/home/jupyter-bob/.config/systemd/user/x.service", "a unit of a user"),
                file("/etc/tmpfiles.d/x.conf", "what systemd makes at boot"),
                file("/etc/udev/rules.d/99-x.rules", "a rule or program of udev"),
                file("/etc/cron.d/x", "a job of cron"),
                file("/etc/profile.d/x.sh", "what shells of everybody read"),
                file("/etc/polkit-1/rules.d/x.rules", "a rule of polkit"),
                file("/etc/apt/apt.conf.d/99x", "where packages come from, and who signs them"),
                file("/usr/local/sbin/ls", "a program of the machine that no package is to own"),
                door(
                        "/usr/bin/wall",
                        "echo >>/usr/bin/wall",
                        "a program of the machine: /usr/bin/wall",
                        "truncate -s -1 /usr/bin/wall"),
                door(
                        "/etc/cron.daily",
                        "setfacl -m u:jupyter-bob:rwx /etc/cron.daily",
                        "a job of cron: /etc/cron.daily",
                        "setfacl -b /etc/cron.daily"),
                door(
                        "/etc/hosts",
                        "chown jupyter-bob /etc/hosts",
                        "names, network or firewall: /etc/hosts",
                        "chown root /etc/hosts"),
                door(
                        "/usr/bin/tac",
                        "mv /usr/bin/tac /usr/bin/.tac && ln -s /var/tmp/e /usr/bin/tac",
                        "a program of the machine: /usr/bin/tac",
                        "mv /usr/bin/.tac /usr/bin/tac"),
                door(
                        "/var/lib/dpkg/info/sudo.postinst",
                        "echo '#' >>/var/lib/dpkg/info/sudo.postinst",
                        "a script of a package",
                        "sed -i '$d' /var/lib/dpkg/info/sudo.postinst"),
                door(
                        "state",
                        "echo toor:x:0:0::/root:/bin/sh >>/etc/passwd",
                        "an account: toor",
                        "sed -i /^toor/d /etc/passwd"),
                door("state", "usermod -p '$6$x$y' games", "an account: games", "usermod -p '*' games"),
                door(
                        "state",
                        "gpasswd -a jupyter-bob sudo",
                        "a group that is as good as root: sudo",
                        "gpasswd -d jupyter-bob sudo"),
                door(
                        "state",
                        "gpasswd -A jupyter-bob shadow",
                        "administrators of a group: shadow",
                        "gpasswd -A '' shadow"),
                door(
                        "state",
                        "mount --bind /var/tmp /usr/local/bin",
                        "a mount: /usr/local/bin",
                        "umount /usr/local/bin"),
                door(
                        "state",
                        "cp /bin/sleep /var/tmp/sl; setsid /var/tmp/sl 300 >/dev/null 2>&1 & until pgrep -x sl >/dev/null; do sleep 0.1; done",
                        "a process with root's rights: /var/tmp/sl",
                        "pkill -f '^/var/tmp/sl'; rm /var/tmp/sl"));
    }

    @BeforeAll
    static void start() {
        hub = Hub.startWithBaselines(machine, STATE);
        hub.converge();
        hub.awaitShell(
                "ls /var/lib/hubwarden/baseline/holders/jupyter-dana /var/lib/hubwarden/baseline/holders/jupyter-erin");
        ofTheDaemon = sweep("dana");
        machine.sh("mkdir -p /root/.ssh /etc/userdb /home/jupyter-bob/.ssh /etc/systemd/system/cron.service.d"
                        + " /usr/local/lib/systemd/system-generators /home/jupyter-bob/.config/systemd/user"
                        + " /etc/polkit-1/rules.d /etc/dbus-1/system.d /etc/ssh/sshd_config.d /var/spool/cron/crontabs"
                        + " /var/lib/systemd/linger /etc/udev/rules.d")
                .orFail();
        machine.run("hubwarden", "sweep", "--export", BASELINE).orFail();
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    private static Result sweep(String... more) {
        List<String> command =
                Stream.concat(Stream.of("hubwarden", "sweep"), Stream.of(more)).toList();
        return machine.run(command.toArray(String[]::new));
    }

    @Test
    @Order(1)
    void anUntouchedMachineHasNoDifference() {
        Result said = sweep("--against", BASELINE);
        assertEquals(0, said.exit(), said::toString);
        assertTrue(said.stdout().contains("Verdict: no difference found since 20"), said::toString);
        assertFalse(said.stdout().contains("clean"), said::toString);
        assertEquals(0, ofTheDaemon.exit(), ofTheDaemon::toString);
        assertTrue(ofTheDaemon.stdout().contains("no difference found since"), ofTheDaemon::toString);
        assertTrue(machine.run("hubwarden", "show", "dana").stdout().contains("/var/lib/hubwarden/baseline/"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    @Order(2)
    void eachBackDoorIsFoundAndNamed(BackDoor door) {
        machine.sh(door.plant()).orFail();
        Result said = sweep("--against", BASELINE, "--only", door.only());
        machine.sh(door.remove()).orFail();
        assertEquals(2, said.exit(), said::toString);
        assertTrue(said.stdout().contains(door.named()), said::toString);
        String unexplained = said.stdout().split("Explained, as far", 2)[0];
        assertTrue(unexplained.contains(door.named()), said::toString);
        assertTrue(unexplained.contains("to look closer: "), said::toString);
    }

    @Test
    @Order(3)
    void whatIsClosedAgainIsNoDifference() {
        Result said = sweep("--against", BASELINE);
        assertEquals(0, said.exit(), said::toString);
    }

    @Test
    @Order(4)
    void anOrdinaryPackageIsExplained() {
        machine.sh(
                        "mkdir -p /root/tiny/DEBIAN /root/tiny/usr/bin /root/tiny/etc/tiny /root/tiny/usr/lib/tiny"
                                + " && printf 'Package: tiny\\nVersion: 1\\nArchitecture: all\\nMaintainer: x <x@x>\\nDescription: x\\n'"
                                + " >/root/tiny/DEBIAN/control && echo /etc/tiny/tiny.conf >/root/tiny/DEBIAN/conffiles"
                                + " && echo a >/root/tiny/etc/tiny/tiny.conf && echo b >/root/tiny/usr/lib/tiny/part"
                                + " && printf '#!/bin/sh\\n' >/root/tiny/usr/bin/tiny && chmod 755 /root/tiny/usr/bin/tiny"
                                + " && ln -s tiny /root/tiny/usr/bin/tinier && cd /root/tiny"
                                + " && find usr -type f -exec md5sum {} + >DEBIAN/md5sums"
                                + " && dpkg-deb --root-owner-group -b /root/tiny /root/tiny.deb && apt-get install -y /root/tiny.deb")
                .orFail();
        Result said = sweep("--against", BASELINE);
        assertEquals(0, said.exit(), said::toString);
        assertTrue(said.stdout().contains("belongs to the package tiny, which was installed"), said::toString);
        assertTrue(said.stdout().contains("no difference found since"), said::toString);

        machine.sh("echo '#' >>/usr/bin/tiny").orFail();
        Result changed = sweep("--against", BASELINE, "--only", "/usr/bin/tiny");
        assertEquals(2, changed.exit(), changed::toString);
        assertTrue(changed.stdout().contains("brought another file of that name"), changed::toString);
        machine.sh("apt-get purge -y tiny; rm -rf /root/tiny /root/tiny.deb").orFail();
    }

    @Test
    @Order(5)
    void aBaselineThatWasChangedIsNotBelieved() {
        machine.sh("sed 's/owner=0:0/owner=1:0/' " + BASELINE + " >/root/forged")
                .orFail();
        Result said = sweep("--against", "/root/forged");
        assertEquals(1, said.exit(), said::toString);
        assertTrue(said.stderr().contains("is not to be believed: it was changed or cut off"), said::toString);
        machine.sh("head -n -1 " + BASELINE + " | sha256sum | cut -c1-64 >/root/sum; tail -n 1 " + BASELINE
                        + " | grep -q $(cat /root/sum)")
                .orFail();
        assertEquals("600", machine.run("stat", "-c", "%a", BASELINE).stdout().strip());
    }

    @Test
    @Order(6)
    void aFifoAndADeadSocketHoldNobodyUp() {
        machine.sh("mkfifo /etc/pipe /usr/local/pipe").orFail();
        Result said = sweep("--against", BASELINE, "--only", "/etc", "--only", "/usr/local");
        machine.sh("rm /etc/pipe /usr/local/pipe").orFail();
        assertEquals(2, said.exit(), said::toString);
        assertTrue(said.stdout().contains("/etc/pipe"), said::toString);
    }

    @Test
    @Order(7)
    void whoLosesRootIsSweptAndTheJournalHasTheResult() {
        machine.sh("echo 'x' >/etc/cron.d/erins").orFail();
        hub.converge("version: 1\nusers: [bob, erin]\nadmins: [dana]\n");
        hub.awaitShell("test -s /var/lib/hubwarden/baseline/reports/jupyter-erin");
        machine.run("journalctl", "--sync").orFail();
        String told = machine.run(
                        "journalctl",
                        "-o",
                        "cat",
                        "-a",
                        "--output-fields=MESSAGE,PROBLEMS",
                        "HUB_USER=erin",
                        "MESSAGE_ID=d2b5f8a1c6604f0e9f4b8f0f6c1a7e35")
                .stdout();
        assertTrue(told.contains("swept after jupyter-erin lost root"), told);
        assertTrue(told.contains("gives root: a job of cron: /etc/cron.d/erins: new"), told);
        machine.sh("rm /etc/cron.d/erins").orFail();
    }

    @Test
    @Order(8)
    void withoutABaselineItTellsWhatNoPackageExplains() {
        machine.sh("mv /var/lib/hubwarden/baseline /root/; cp /bin/dash /var/tmp/.x && chmod 4755 /var/tmp/.x")
                .orFail();
        Result said = sweep();
        machine.sh("rm /var/tmp/.x; rm -rf /var/lib/hubwarden/baseline; mv /root/baseline /var/lib/hubwarden/")
                .orFail();
        assertEquals(2, said.exit(), said::toString);
        String unexplained = said.stdout().split("Explained, as far", 2)[0];
        assertTrue(unexplained.contains("a set-uid program of root: /var/tmp/.x"), said::toString);
        assertFalse(unexplained.contains("/usr/bin/sudo\n"), said::toString);
        assertTrue(said.stdout().contains("Verdict: there is no baseline, so nobody can say"), said::toString);
    }
}
