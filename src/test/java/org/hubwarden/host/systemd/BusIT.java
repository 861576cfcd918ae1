package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.hubwarden.system.Background;
import org.hubwarden.system.Container;
import org.hubwarden.system.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The bus under a daemon that lives for months: it piles nothing up, and believes nobody. */
@ParameterizedClass
@ValueSource(strings = {"bookworm", "trixie"})
class BusIT {

    private static final Map<String, Inside> MACHINES = new HashMap<>();

    private final Inside inside;
    private final Container machine;

    BusIT(String suite) {
        inside = MACHINES.computeIfAbsent(suite, BusIT::boot);
        machine = inside.machine();
    }

    private static Inside boot(String suite) {
        Inside inside = Inside.of(Container.boot(suite));
        Container machine = inside.machine();
        machine.write("/etc/systemd/system/tick@.service", "[Service]\nExecStart=/bin/sleep infinity\n");
        machine.write("/etc/systemd/system/slow.service", """
                [Service]
                Type=oneshot
                RemainAfterExit=yes
                ExecStart=/bin/sleep 5
                """);
        machine.write("/etc/systemd/system/broken.service", "[Service]\nType=oneshot\nExecStart=/bin/false\n");
        return inside;
    }

    @AfterAll
    static void halt() {
        MACHINES.values().forEach(inside -> inside.machine().close());
    }

    @Test
    void tenThousandCallsAndAHundredConnectionsLeaveNothingBehind() {
        Result result = inside.drill("endure", "10000", "100");
        long[] before = numbers(result, "before");
        long[] after = numbers(result, "after");
        assertTrue(after[0] < before[0] * 1.2 + 1024, "heap in kB: " + result);
        assertTrue(after[1] <= before[1] + 2, "threads: " + result);
        assertEquals(before[2], after[2], "descriptors: " + result);
        assertEquals("", result.stderr(), "the library says nothing of ordinary things");
    }

    private static long[] numbers(Result result, String line) {
        String found = result.lines().stream()
                .filter(l -> l.startsWith(line + ": "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result));
        return java.util.Arrays.stream(found.substring(line.length() + 2).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Test
    void theNamesOfErrorsAreKept() {
        Result result = inside.drill("refused");
        assertTrue(result.stdout().contains("name=org.freedesktop.systemd1.NoSuchUnit"), result.stdout());
    }

    @Test
    void aBusThatRestartsAndASystemdThatIsExecutedAnewAreMetAgain() {
        machine.run("rm", "-f", "/run/drill.stop").orFail();
        Background drill = inside.begin("follow", "120");
        Container.awaitTrue("it is answered", () -> drill.stdout().contains("answered: lost 0"));
        machine.run("systemctl", "daemon-reload").orFail();
        Container.awaitTrue(
                "a reload is heard of",
                () -> drill.stdout().lines().anyMatch(l -> l.matches("answered: .* changed [1-9].*")));
        machine.run("systemctl", "daemon-reexec").orFail();
        Container.awaitTrue(
                "it is answered by the new one", () -> drill.stdout().contains("answered: lost 1"));
        machine.run("systemctl", "restart", "dbus").orFail();
        Container.awaitTrue(
                "it is answered on the new bus",
                () -> drill.stdout().lines().anyMatch(l -> l.matches("answered: lost [2-9].*")));
        machine.run("systemctl", "kill", "-s", "KILL", "dbus").orFail();
        Container.awaitTrue(
                "and on the next", () -> drill.stdout().lines().anyMatch(l -> l.matches("answered: lost [3-9].*")));
        machine.run("touch", "/run/drill.stop").orFail();
        Result result = drill.await(Container.PATIENCE).orFail();
        assertTrue(
                result.stdout().lines().filter(l -> l.startsWith("fault")).count() <= 9,
                "few calls were lost: " + result);
        assertEquals("", result.stderr());
    }

    @Test
    void aStartIsOverWhenTheUnitIsThere() {
        Result result = inside.drill("start", "tick@a.service", "broken.service", "no-such.service");
        assertTrue(result.stdout().contains("reached: 1\n"), result.stdout());
        assertTrue(result.stdout().contains("failed: broken.service: it is failed"), result.stdout());
        assertTrue(
                result.stdout().contains("failed: no-such.service: Unit no-such.service not found."), result.stdout());
        assertTrue(inside.drill("stop", "tick@a.service").stdout().contains("reached: 1\n"));
        assertEquals(
                "inactive\n",
                machine.run("systemctl", "is-active", "tick@a.service").stdout());
    }

    @Test
    void whatWouldRunAsSomebodyElseIsNotEvenStopped() {
        machine.run("systemctl", "start", "tick@r.service").orFail();
        String show = "systemctl show -p MainPID --value tick@r.service";
        String before = machine.sh(show).stdout();
        assertEquals(
                "refused: it is not started, since it would run as root and not as jupyter-r; see systemctl cat"
                        + " tick@r.service\n",
                inside.drill("restart", "tick@r.service", "jupyter-r").stdout());
        assertEquals(before, machine.sh(show).stdout());
        machine.run("systemctl", "stop", "tick@r.service").orFail();
    }

    @Test
    void aForgedWordThatTheJobIsOverIsNotBelieved() {
        machine.sh("id mallory || useradd mallory").orFail();
        Background drill = inside.begin("start", "slow.service");
        Container.awaitTrue(
                "the job runs",
                () -> machine.sh("systemctl list-jobs | grep slow").exit() == 0);
        machine.sh("job=$(systemctl list-jobs --no-legend | awk '/slow/{print $1}');"
                        + " for name in $(busctl list --unique --no-legend | awk '/java/{print $1}'); do"
                        + " runuser -u mallory -- busctl emit --destination=$name /org/freedesktop/systemd1"
                        + " org.freedesktop.systemd1.Manager JobRemoved uoss $job /org/freedesktop/systemd1/job/$job"
                        + " slow.service done || exit; echo sent; done")
                .orFail();
        Result result = drill.await(Container.PATIENCE).orFail();
        assertTrue(result.stdout().contains("reached: 1\n"), result.stdout());
        machine.run("systemctl", "stop", "slow.service").orFail();
    }

    @Test
    void manyJobsAtOnceAllGetThere() {
        Result started = inside.drill("start", "tick@.service", "500");
        assertTrue(started.stdout().contains("reached: 500\n"), started.stdout());
        assertEquals(
                "500\n",
                machine.sh("systemctl list-units --no-legend 'tick@*' | grep -c running")
                        .stdout());
        Result stopped = inside.drill("stop", "tick@.service", "500");
        assertTrue(stopped.stdout().contains("reached: 500\n"), stopped.stdout());
    }
}
