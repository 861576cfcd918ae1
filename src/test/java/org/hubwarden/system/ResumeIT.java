package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody leaves while the machine goes down, the disk is full and the clock is wrong. */
class ResumeIT {

    private static final String ARCHIVES = "/var/lib/hubwarden/archive";

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

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

    /** zstd waits where a file says so. */
    @BeforeAll
    static void install() {
        machine.sh("systemctl enable --now cron && mv /usr/bin/zstd /usr/bin/zstd.real")
                .orFail();
        machine.write("/usr/bin/zstd", """
                #!/bin/sh
                # As on a slow disk: after the first bytes it goes on when nobody wants it to be slow any more.
                slowly() { head -c 100000; while test -e /run/slow; do sleep 0.1; done; cat; }
                test -e /run/slow || exec /usr/bin/zstd.real "$@"
                case "$*" in
                  *-d*) /usr/bin/zstd.real "$@" | slowly ;;
                  *) slowly | /usr/bin/zstd.real "$@" ;;
                esac
                """);
        machine.run("chmod", "+x", "/usr/bin/zstd").orFail();
        hub = Hub.start(machine, state("30d"));
        hub.converge();
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
                        "cd ~ && mkdir -m 700 .ssh && echo key >.ssh/authorized_keys && echo key >.ssh/authorized_keys2 && head -c 3000000 /dev/urandom >data"
                                + " && seq 2000 | sed 's/^/f/' | xargs touch && ln -s /etc/shadow link && chmod 4750 data")
                .orFail();
        hub.awaitShell("systemctl is-active user@$(id -u " + name + ").service");
        return tree("/home/" + name);
    }

    private static String told(String action, String user) {
        machine.run("journalctl", "--sync").orFail();
        return sh("journalctl -q -o cat HUBWARDEN_ACTION=" + action + " HUB_USER=" + user + " | wc -l");
    }

    @Test
    void aMachineThatGoesDownWhileItPacksGoesOnWhenItIsUpAgain() {
        hub.converge(state("30d", "bob"));
        String tree = plant("bob");
        sh("touch /run/slow");
        hub.write(state("0d"));
        hub.awaitShell("test -e " + ARCHIVES + "/jupyter-bob-*.partial");

        machine.fallDown();

        hub.awaitShell("! test -e /home/jupyter-bob && hubwarden list --leaving | grep -q 'bob .*7 purge: waits'");
        sh("cd " + ARCHIVES + " && sha256sum -c jupyter-bob-*.sha256");
        assertEquals("", sh("ls " + ARCHIVES + " | grep -E 'partial|begun|removing' || true"));
        hub.write(state("30d", "bob"));
        hub.awaitShell("hubwarden plan | grep -q 'hubwarden restore bob'");
        machine.run("hubwarden", "restore", "bob");
        hub.awaitShell("test -e /home/jupyter-bob");
        hub.converge(state("30d", "bob"));
        assertEquals(tree, tree("/home/jupyter-bob"));
        assertEquals("* * * * * true", sh("crontab -l -u jupyter-bob"));
        hub.converge(state("30d"));
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

    /** A class comes and goes, again and again: accounts of people who are gone for good leave numbers that nobody gets. */
    @Test
    void noNumberIsGivenOutTwice() {
        int rounds = 3;
        int people = 8;
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
