package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A daemon that is stopped or killed in the middle of a pass over hundreds of users leaves nothing half-done. */
class StopIT {

    private static final int NEWCOMERS = 120;

    private static final Container machine = Container.boot("bookworm");
    private static int users = 0;
    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, "version: 1\nusers: [base]\nadmins: [dana]\n");
    }

    @AfterAll
    static void halt() {
        machine.close();
    }

    /** A class that has grown by many; the first of them is named after the turn of the tests. */
    private static String largerClass() {
        users += NEWCOMERS;
        return "version: 1\nadmins: [dana]\nusers: [base, "
                + IntStream.range(0, users).mapToObj(i -> "u" + i).collect(Collectors.joining(", ")) + "]\n";
    }

    /**
     * Starts the service over a larger class and ends it in the moment when the condition holds. Polls without starting
     * processes, since the moments are short; a pass that was over before is tried again.
     */
    private static final String SCRIPT = """
            exec 9<> <(:)
            systemctl stop hubwarden; rm -f /run/hubwarden/status.json
            systemctl reset-failed hubwarden; systemctl start --no-block hubwarden
            until WHEN; do
              read -rt 0.002 -u 9
              read -rd '' report 2>/dev/null </run/hubwarden/status.json
              [[ $report == *last_pass_at* ]] && exit 3
            done
            begin=$(date +%s%N); END hubwarden; echo $((($(date +%s%N) - begin) / 1000000))
            """;

    /** Says after how many milliseconds the end was there. */
    private static long endedWhen(String condition, String end) {
        for (int tries = 0; tries < 10; tries++) {
            machine.write(Hub.STATE_FILE, largerClass());
            String when = condition.replace("FIRST", "jupyter-u" + (users - NEWCOMERS));
            Result result =
                    machine.run("bash", "-c", SCRIPT.replace("WHEN", when).replace("END", end));
            if (result.exit() != 3) {
                nobodyHasMoreThanBefore();
                return Long.parseLong(result.orFail().stdout().strip());
            }
        }
        throw new AssertionError("ten passes were over before this was seen: " + condition);
    }

    private static void nobodyHasMoreThanBefore() {
        assertEquals(
                "jupyter-dana",
                machine.sh("getent group jupyterhub-admins | cut -d: -f4")
                        .stdout()
                        .strip());
        assertFalse(hub.hasRoot("jupyter-u0"));
        assertEquals(
                "",
                machine.sh("{ pwck -r; grpck -r; } 2>&1 | grep jupyter | grep -v 'does not exist'")
                        .stdout());
        machine.run("visudo", "-cs").orFail();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test -e /etc/passwd.lock",
                "grep -q ^FIRST: /etc/passwd",
                "compgen -G '/home/.hubwarden-*' >/dev/null",
                "compgen -G '/home/.hubwarden-*' >/dev/null && sleep 0.05",
                "test -e /home/FIRST"
            })
    void stops(String when) {
        long millis = endedWhen(when, "systemctl stop");
        assertTrue(millis < 3000, "stopping took " + millis + " ms");
        assertEquals(
                "inactive\n", machine.run("systemctl", "is-active", "hubwarden").stdout());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"test -e /etc/passwd.lock", "compgen -G '/home/.hubwarden-*' >/dev/null", "test -e /home/FIRST"})
    void isKilled(String when) {
        endedWhen(when, "systemctl kill -s KILL");
    }

    @Test
    void aStopLeavesNoLockOfOurs() {
        endedWhen("test -e /etc/passwd.lock", "systemctl stop");
        machine.run("useradd", "somebody").orFail();
        assertEquals("", machine.sh("ls /etc/*.lock").stdout());
    }

    @AfterEach
    void theNextStartDoesTheRest() {
        // On a quiet machine the tests start it more often than systemd's rate limit allows.
        machine.sh("systemctl reset-failed hubwarden; systemctl start hubwarden")
                .orFail();
        hub.awaitShell("systemctl show -p StatusText --value hubwarden | grep -q ^converged");
        assertEquals("", machine.sh("ls -A /home | grep '^\\.'").stdout(), "stages in /home");
        assertEquals(
                "",
                machine.sh("ls /etc/*.lock; ls -A /etc | grep '^\\..*hubwarden$'")
                        .stdout());
        for (String file : List.of("passwd", "group")) {
            assertEquals(
                    "",
                    machine.sh("cut -d: -f3 /etc/" + file + " | sort | uniq -d").stdout());
        }
        assertEquals(
                Integer.toString(users),
                machine.sh("ls /home | grep -c '^jupyter-u[0-9]*$'").stdout().strip());
        nobodyHasMoreThanBefore();
    }
}
