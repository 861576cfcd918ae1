package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The end of a semester: three hundred of four hundred leave, and somebody who comes that day does not wait for them. */
class SemesterIT {

    private static final int ALL = 400;
    private static final int STAYING = 100;

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static String state(int users, String more) {
        return """
                version: 1
                users: [%s%s]
                admins: [dana]
                clock: as_it_is
                offboarding: {grace: 0}
                hub:
                  spawner: hubwarden
                  command: [/bin/sh, -c, "trap '' TERM; while :; do sleep 1; done"]
                """.formatted(
                        IntStream.rangeClosed(1, users).mapToObj(n -> "u" + n).collect(Collectors.joining(", ")), more);
    }

    private static String sh(String script) {
        return machine.sh(script).orFail().stdout().strip();
    }

    private static String digest(String text) {
        Matcher line = Pattern.compile("hubwarden approve ([0-9a-f]{12})\\b").matcher(text);
        assertTrue(line.find(), text);
        return line.group(1);
    }

    @Test
    void threeHundredLeaveAndWhoComesMeanwhileDoesNotWait() {
        Hub hub = Hub.start(machine, state(ALL, ""));
        hub.converge();
        // One of eight servers runs and does not want to end, so that none of the groups of leavers is done at once.
        sh("systemctl start $(seq " + (STAYING + 1) + " 8 " + ALL + " | sed 's/.*/jupyter@u&.service/')");

        hub.write(state(STAYING, ""));
        hub.awaitShell("hubwarden status | grep -q 'would lock 300 of 401 accounts'");
        assertEquals("0", sh("grep -c '^jupyter-u.*nologin$' /etc/passwd || true"), "it is held");
        machine.run("hubwarden", "approve", digest(hub.plan().stdout())).orFail();
        hub.awaitShell(
                "systemctl show -p StatusText --value hubwarden | grep -q 'of 300 who leave are at steps 1 to 5'");
        hub.awaitShell("hubwarden status | grep -q 'of 300 who leave are at steps 1 to 5'");

        long begin = System.nanoTime();
        hub.write(state(STAYING, ", newcomer"));
        hub.awaitShell(
                "test -O /home/jupyter-newcomer/.profile || runuser -u jupyter-newcomer -- test -O ~jupyter-newcomer/.profile");
        Duration took = since(begin);
        assertTrue(took.compareTo(Duration.ofMinutes(1)) < 0, took::toString);
        int before = finished();

        for (int some = 50; some <= ALL - STAYING; some += 50) {
            int people = some;
            hub.await(people + " are at step 6", () -> finished() >= people);
        }
        System.out.println(
                "usable after " + took + ", when " + before + " of 300 had left; all had after " + since(begin));
        hub.converge();
        assertEquals("300", sh("hubwarden list --leaving | grep -c '6 archive: waits for the end of 30 days'"));
        assertEquals("300", sh("grep -c '^jupyter-u.*nologin$' /etc/passwd"));
        String theirs = sh("awk -F: '/^jupyter-u.*nologin$/ {print $3}' /etc/passwd | paste -sd,");
        assertEquals(1, machine.run("pgrep", "-U", theirs).exit(), "nothing of theirs runs");
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** For how many all that goes by itself is done. */
    private static int finished() {
        String keys = "'\"stage\":\"keys\",\"begun\":\"[^\"]*\",\"done\"'";
        return Integer.parseInt(sh("grep -c " + keys + " /var/lib/hubwarden/ledger.json || true"));
    }
}
