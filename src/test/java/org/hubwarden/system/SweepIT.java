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
    private static final String STATE = "version: 1\nusers: [bob]\nadmins: [dana, erin, fred]\n";

    private static final Container machine = Container.boot("bookworm");
    private static Hub hub;

    /** The baseline that was taken at the grant, by its own unit, compared with what a command sees. */
    private static Result ofTheDaemon = new Result(List.of(), 1, "", "");

    @BeforeAll
    static void start() {
        hub = Hub.startWithBaselines(machine, STATE);
        hub.converge();
        hub.awaitShell(
                "ls /var/lib/hubwarden/baseline/holders/jupyter-dana /var/lib/hubwarden/baseline/holders/jupyter-erin"
                        + " /var/lib/hubwarden/baseline/holders/jupyter-fred");
        ofTheDaemon = sweep("dana");
        machine.sh(
                        "mkdir -p /root/.ssh /etc/userdb /run/userdb /home/jupyter-bob/.ssh /etc/systemd/system/cron.service.d"
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
    @MethodSource("org.hubwarden.system.BackDoors#each")
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
    void whateverElseGivesRootIsCoveredAndNamed() {
        List<String> files =
                BackDoors.TOGETHER.values().stream().flatMap(List::stream).toList();
        String all = String.join(" ", files);
        String directories = "find /etc /usr /run/sudo /boot /opt /srv /var/lib /home -type d | sort";
        machine.sh(directories + " >/root/before; for f in " + all
                        + "; do test -e $f && exit 9; mkdir -p $(dirname $f);"
                        + " echo x >$f; done; echo jupyter-bob:0:65536 >>/etc/subuid;"
                        + " echo twin:x:5:1::/:/bin/sh >>/etc/passwd")
                .orFail();
        Result said = sweep("--against", BASELINE);
        machine.sh("rm " + all + "; sed -i /^twin:/d /etc/passwd; sed -i '/^jupyter-bob:0:65536/d' /etc/subuid;" + " "
                        + directories + " | comm -13 /root/before - | sort -r | xargs rmdir")
                .orFail();
        assertEquals(2, said.exit(), said::toString);
        String unexplained = said.stdout().split("Explained, as far", 2)[0];
        BackDoors.TOGETHER.forEach((named, paths) -> paths.forEach(path ->
                assertTrue(unexplained.contains("  " + named + ": " + path + "\n"), () -> named + " " + path + said)));
        assertTrue(unexplained.contains("an account: twin"), said::toString);
        assertTrue(unexplained.contains("subordinate ids: subuid:jupyter-bob:0:65536"), said::toString);
    }

    @Test
    @Order(4)
    void aFileThatIsTakenOutOfTheJournalLeavesAGap() {
        machine.sh("for i in 1 2 3 4; do logger x$i; journalctl --sync; journalctl --rotate; done")
                .orFail();
        assertEquals(0, sweep("--against", BASELINE, "--only", "state").exit(), "journald does that itself");
        machine.sh("cd /var/log/journal/*; mv $(ls system@*.journal | sort | tail -2 | head -1) /root/taken")
                .orFail();
        Result said = sweep("--against", BASELINE, "--only", "state");
        machine.sh("mv /root/taken $(echo /var/log/journal/*)/system@taken.journal")
                .orFail();
        assertEquals(2, said.exit(), said::toString);
        assertTrue(said.stdout().contains("a gap in the journal: "), said::toString);
    }

    @Test
    @Order(5)
    void whatIsClosedAgainIsNoDifference() {
        Result said = sweep("--against", BASELINE);
        assertEquals(0, said.exit(), said::toString);
    }

    /** Builds /root/tiny_VERSION.deb: with what the scripts of Debian's packages do when they are configured. */
    private static final String BUILD = """
            set -e
            v=$1; d=/root/tiny-$v
            mkdir -p $d/DEBIAN $d/usr/bin $d/etc/tiny $d/etc/init.d $d/etc/cron.daily $d/usr/lib/tiny $d/usr/lib/systemd/system
            printf 'Package: tiny\nVersion: %s\nArchitecture: all\nMaintainer: x <x@x>\nDescription: x\n' $v >$d/DEBIAN/control
            printf '/etc/tiny/tiny.conf\n/etc/init.d/tiny\n/etc/cron.daily/tiny\n' >$d/DEBIAN/conffiles
            echo a$v >$d/etc/tiny/tiny.conf
            printf '#!/bin/sh\n### BEGIN INIT INFO\n# Provides: tiny\n# Required-Start:\n# Required-Stop:\n' >$d/etc/init.d/tiny
            printf '# Default-Start: 2\n# Default-Stop:\n### END INIT INFO\n' >>$d/etc/init.d/tiny
            printf '#!/bin/sh\n' >$d/etc/cron.daily/tiny
            printf '#!/bin/sh\n# %s\nexec sleep 1000\n' $v >$d/usr/bin/tiny
            ln -s tiny $d/usr/bin/tinier
            printf '[Service]\nExecStart=/usr/bin/tiny\n[Install]\nWantedBy=multi-user.target\n' >$d/usr/lib/systemd/system/tiny.service
            chmod 755 $d/etc/init.d/tiny $d/etc/cron.daily/tiny $d/usr/bin/tiny
            if [ $v != 1 ]; then cp /bin/dash $d/usr/lib/tiny/sh; echo $v >>$d/usr/lib/tiny/sh; chmod 4755 $d/usr/lib/tiny/sh; fi
            cat >$d/DEBIAN/postinst <<'END'
            #!/bin/sh
            set -e
            adduser --system --quiet --group --no-create-home --home /nonexistent tinyd
            update-rc.d tiny defaults >/dev/null
            update-alternatives --install /usr/bin/tinyalt tinyalt /usr/bin/tiny 10 >/dev/null
            systemctl enable -q tiny
            systemctl restart tiny
            END
            cat >$d/DEBIAN/prerm <<'END'
            #!/bin/sh
            systemctl stop tiny
            if [ "$1" = remove ]; then systemctl disable -q tiny; update-alternatives --remove tinyalt /usr/bin/tiny; fi
            END
            cat >$d/DEBIAN/postrm <<'END'
            #!/bin/sh
            if [ "$1" = purge ]; then update-rc.d tiny remove; fi
            END
            chmod 755 $d/DEBIAN/p*
            (cd $d; find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
            dpkg-deb --root-owner-group -b $d /root/tiny_$v.deb
            rm -r $d
            """;

    private static void apt(String arguments) {
        machine.sh("DEBIAN_FRONTEND=noninteractive apt-get -y -o Dpkg::Options::=--force-confnew " + arguments)
                .orFail();
    }

    @Test
    @Order(6)
    void anOrdinaryPackageIsExplained() {
        for (String version : List.of("1", "2", "3")) {
            machine.run("sh", "-c", BUILD, "sh", version).orFail();
        }
        apt("install /root/tiny_1.deb");
        Result said = sweep("--against", BASELINE);
        assertEquals(0, said.exit(), said::toString);
        assertTrue(said.stdout().contains("belongs to the package tiny, which was installed"), said::toString);
        assertTrue(said.stdout().contains("no difference found since"), said::toString);
        assertTrue(said.stdout().contains("/etc/rc2.d/S01tiny"), said::toString);

        machine.sh("echo '#' >>/usr/bin/tiny").orFail();
        Result changed = sweep("--against", BASELINE, "--only", "/usr/bin/tiny");
        assertEquals(2, changed.exit(), changed::toString);
        assertTrue(changed.stdout().contains("brought another file of that name"), changed::toString);

        apt("install /root/tiny_2.deb");
        Result bit = sweep("--against", BASELINE, "--only", "/usr/lib/tiny", "--only", "/usr/bin/tiny");
        assertEquals(2, bit.exit(), bit::toString);
        assertTrue(bit.stdout().contains("Gives root again (1)"), bit::toString);
        assertTrue(bit.stdout().contains("a set-uid program of root: /usr/lib/tiny/sh"), bit::toString);
    }

    @Test
    @Order(7)
    void itsUpgradeAndItsRemovalAreExplainedAsWell() {
        machine.sh("sleep 1; hubwarden sweep --export /root/with-tiny; sleep 1").orFail();
        apt("install /root/tiny_3.deb");
        Result upgraded = sweep("--against", "/root/with-tiny");
        assertEquals(0, upgraded.exit(), upgraded::toString);
        assertTrue(upgraded.stdout().contains("/usr/lib/tiny/sh"), upgraded::toString);
        apt("purge tiny");
        Result removed = sweep("--against", "/root/with-tiny");
        machine.sh("rm /root/tiny_*; userdel tinyd").orFail();
        assertEquals(0, removed.exit(), removed::toString);
        assertTrue(removed.stdout().contains("belonged to the package tiny, which was removed"), removed::toString);
    }

    @Test
    @Order(8)
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
    @Order(9)
    void aDiskIsComparedFromOutsideWithWhatWasKeptElsewhere() {
        machine.sh("mkdir -p /mnt/disk /media/usb && mount --bind / /mnt/disk && cp " + BASELINE + " /media/usb/")
                .orFail();
        Result said = sweep("--root", "/mnt/disk", "--against", "/media/usb/hub.baseline");
        machine.sh("echo x >/etc/cron.d/x").orFail();
        Result found = sweep("--root", "/mnt/disk", "--against", "/media/usb/hub.baseline");
        machine.sh("rm /etc/cron.d/x; printf X | dd of=/media/usb/hub.baseline bs=1 seek=4000 conv=notrunc")
                .orFail();
        Result tampered = sweep("--root", "/mnt/disk", "--against", "/media/usb/hub.baseline");
        machine.sh("umount /mnt/disk; rm -r /media/usb").orFail();
        assertEquals(0, said.exit(), said::toString);
        assertTrue(said.stdout().contains("Incomplete: a tree does not run"), said::toString);
        assertEquals(2, found.exit(), found::toString);
        assertTrue(found.stdout().contains("a job of cron: /etc/cron.d/x"), found::toString);
        assertEquals(1, tampered.exit(), tampered::toString);
        assertTrue(tampered.stderr().contains("is not to be believed: "), tampered::toString);
    }

    @Test
    @Order(10)
    void aFifoAndADeadSocketHoldNobodyUp() {
        machine.sh("mkfifo /etc/pipe /usr/local/pipe").orFail();
        Result said = sweep("--against", BASELINE, "--only", "/etc", "--only", "/usr/local");
        machine.sh("rm /etc/pipe /usr/local/pipe").orFail();
        assertEquals(2, said.exit(), said::toString);
        assertTrue(said.stdout().contains("/etc/pipe"), said::toString);
    }

    @Test
    @Order(11)
    void whoLosesRootIsSweptAndTheJournalHasTheResult() {
        machine.sh("echo 'x' >/etc/cron.d/erins").orFail();
        hub.converge("version: 1\nusers: [bob, erin]\nadmins: [dana]\n");
        hub.awaitShell("test -s /var/lib/hubwarden/baseline/reports/jupyter-erin"
                + " && test -s /var/lib/hubwarden/baseline/reports/jupyter-fred");
        machine.run("journalctl", "--sync").orFail();
        String erins = swept("erin");
        assertTrue(erins.contains("swept after jupyter-erin lost root"), erins);
        assertTrue(erins.contains("gives root: a job of cron: /etc/cron.d/erins: new"), erins);
        String freds = swept("fred");
        assertTrue(freds.contains("swept after jupyter-fred lost root"), "who leaves as well: " + freds);
        assertTrue(freds.contains("gives root: a job of cron: /etc/cron.d/erins: new"), freds);
        Result status = machine.run("hubwarden", "status");
        assertTrue(status.stdout().matches("(?s).*Swept: +erin: [1-9][0-9]* differences? since .*"), status::toString);
        assertTrue(status.stdout().matches("(?s).*Swept: +fred: [1-9][0-9]* differences? since .*"), status::toString);
        assertTrue(status.stdout().matches("(?s).*Held root: +erin .*not proven clean.*"), status::toString);
        machine.sh("rm /etc/cron.d/erins").orFail();
    }

    /** What the journal has of the sweep for somebody. */
    private static String swept(String user) {
        return machine.run(
                        "journalctl",
                        "-o",
                        "cat",
                        "-a",
                        "--output-fields=MESSAGE,PROBLEMS",
                        "HUB_USER=" + user,
                        "MESSAGE_ID=d2b5f8a1c6604f0e9f4b8f0f6c1a7e35")
                .stdout();
    }

    @Test
    @Order(12)
    void aBaselineThatIsPendingIsSaid() {
        machine.sh("systemctl mask -q --runtime --now hubwarden-baseline.path").orFail();
        hub.converge("version: 1\nusers: [erin]\nadmins: [bob, dana]\n");
        Result pending = machine.run("hubwarden", "status");
        machine.sh("systemctl unmask -q --runtime hubwarden-baseline.path; systemctl start hubwarden-baseline.path")
                .orFail();
        assertTrue(pending.stdout().matches("(?s).*Baseline: +pending for bob;.*"), pending::toString);
        hub.awaitShell("test -e /var/lib/hubwarden/baseline/holders/jupyter-bob");
        Result taken = machine.run("hubwarden", "status");
        assertFalse(taken.stdout().contains("Baseline:"), taken::toString);
    }

    @Test
    @Order(13)
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
