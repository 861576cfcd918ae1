package org.hubwarden.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ends by date on a real machine: they come by themselves, and wait while the clock is not trusted. */
class UntilIT {

    private static final String PID = "$(systemctl show -p MainPID --value hubwarden)";
    private static final String DISTRUSTED = "69950a92955242bdaa5606ef8b90d878";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PAST = Duration.ofSeconds(-1);
    private static final Duration LATER = Duration.ofHours(1);

    @RegisterExtension
    static final Container machine = Container.debian("bookworm");

    private static Hub hub;

    @BeforeAll
    static void start() {
        hub = Hub.start(machine, state("as_it_is", "base:", "dana:"));
        hub.converge();
    }

    private Optional<Background> strace = Optional.empty();

    /** Later passes see the kernel as it is. A child that is being made while strace goes away never runs. */
    @AfterEach
    void untrace() {
        String noChild = "! pgrep -P " + PID;
        strace.ifPresent(running -> {
            hub.awaitShell(noChild + " && sleep 1 && " + noChild);
            running.terminate();
            running.await(Container.PATIENCE);
        });
        strace = Optional.empty();
    }

    private static String state(String clock, String users, String admins) {
        return "version: 1\nclock: " + clock + "\nusers:\n  b1:\n  b2:\n  b3:\n  b4:\n  b5:\n  " + users
                + "\nadmins:\n  " + admins + "\n";
    }

    private static String until(String name, Instant end) {
        return name + ": {until: " + end + "}";
    }

    private static Instant in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS);
    }

    private static boolean isLocked(String user) {
        return hub.line("passwd", "jupyter-" + user).endsWith(":/usr/sbin/nologin");
    }

    private static Instant told(String user, String action) {
        machine.run("journalctl", "--sync").orFail();
        String micros = machine.sh("journalctl -q -b -o json --output-fields=MESSAGE HUB_USER=" + user
                        + " HUBWARDEN_ACTION=" + action
                        + " | sed 's/.*__REALTIME_TIMESTAMP\" : \"//; s/.*__REALTIME_TIMESTAMP\":\"//; s/\".*//'")
                .orFail()
                .stdout()
                .strip();
        assertEquals(1, micros.lines().count(), micros);
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }

    @Test
    void anAccountAndAnAdminsRootEndAtTheMoment() {
        hub.converge(state("as_it_is", until("carol", in(LATER)), "dana:\n  " + until("erin", in(LATER))));
        assertTrue(hub.hasRoot("jupyter-erin") && !isLocked("carol"));
        Result plan = machine.run("hubwarden", "plan");
        assertTrue(plan.stdout().contains("Next to end: "), plan::toString);

        Instant end = in(SOON);
        hub.write(state("as_it_is", until("carol", end), "dana:\n  " + until("erin", end)));
        hub.await("both have ended", () -> isLocked("carol") && !hub.hasRoot("jupyter-erin"));
        hub.converge();
        assertFalse(told("carol", "account.lock").isBefore(end), "not before");
        assertFalse(told("erin", "group.member.remove").isBefore(end), "not before");
        assertTrue(hub.journal().contains("(listed until " + end + ")"), hub::journal);
        assertTrue(hub.hasRoot("jupyter-dana"));
        assertFalse(isLocked("erin"), "who is no admin any more is a user");
        String groups = machine.run("id", "-nG", "jupyter-erin").stdout();
        assertFalse(groups.contains("jupyterhub-admins"), groups);
        assertTrue(groups.contains("jupyterhub-users"), groups);
        assertTrue(machine.run("hubwarden", "show", "carol").stdout().contains("State:      locked"));

        String line = hub.line("passwd", "jupyter-carol").replaceFirst(":[^:]*$", "");
        hub.converge(state("as_it_is", until("carol", in(LATER)), "dana:\n  erin:"));
        assertEquals(line + ":/bin/bash", hub.line("passwd", "jupyter-carol"), "the same account as before");
        assertTrue(hub.hasRoot("jupyter-erin"));
    }

    @Test
    void theLastAdminStaysOneUntilThereIsAnother() {
        Instant end = in(SOON);
        hub.converge(state("as_it_is", "base:", until("dana", end)));
        hub.await(
                "it is said",
                () -> machine.run("hubwarden", "status").stdout().contains("dana stays an admin although"));
        hub.await("the daemon says it too", () -> hub.journal().contains("dana stays an admin although"));
        assertTrue(hub.hasRoot("jupyter-dana"));
        hub.converge(state("as_it_is", "base:", "frank:\n  " + until("dana", end)));
        assertTrue(hub.hasRoot("jupyter-frank"));
        assertFalse(hub.hasRoot("jupyter-dana"));
        hub.converge(state("as_it_is", "base:", "dana:"));
    }

    /** From now on adjtimex(2) returns this to the daemon: 0 for a clock that is synchronised, 5 for one that is not. */
    private void adjtimexReturns(int value) {
        untrace();
        strace = Optional.of(machine.start(
                "sh",
                "-c",
                "exec strace -f -p " + PID + " -o /dev/null -e trace=adjtimex,clock_adjtime"
                        + " -e inject=adjtimex,clock_adjtime:retval=" + value));
        hub.awaitTraced();
    }

    private static String toldOfTheClock() {
        machine.run("journalctl", "--sync").orFail();
        return machine.run("journalctl", "-q", "-b", "-o", "cat", "MESSAGE_ID=" + DISTRUSTED)
                .stdout();
    }

    @Test
    void nothingEndsAndNothingIsTakenBackWhileTheClockIsNotSynchronised() {
        hub.converge(state("as_it_is", "base:\n  gina:", "dana:\n  henry:"));
        adjtimexReturns(5);
        Instant end = in(PAST);
        String both = state("synchronised", "base:\n  " + until("gina", end), "dana:\n  " + until("henry", end));
        hub.write(both);
        hub.await("its end is past, and nothing happens", () -> toldOfTheClock().contains("over for gina, henry"));
        hub.pass();
        assertFalse(isLocked("gina"));
        assertTrue(hub.hasRoot("jupyter-henry"));
        String status = machine.sh("cat /run/hubwarden/status.json").stdout();
        assertTrue(status.contains("the clock is not trusted"), status);

        adjtimexReturns(0);
        hub.pass();
        hub.await("it is made good", () -> isLocked("gina") && !hub.hasRoot("jupyter-henry"));

        adjtimexReturns(5);
        hub.pass();
        hub.pass();
        assertTrue(isLocked("gina"), "what has ended stays so");
        assertFalse(hub.hasRoot("jupyter-henry"));
        hub.converge(state("as_it_is", "base:", "dana:"));
    }

    @Test
    void aClockThatHasJumpedIsNotBelievedBeforeSomebodySaysSo() {
        hub.converge(state("as_it_is", "base:\n  ida:", "dana:"));
        hub.pass();
        machine.sh("test -s /run/hubwarden/clock").orFail();
        hub.converge(state("as_it_is", "base:\n  " + until("ida", in(LATER)), "dana:"));
        // The monotonic clock of this process is two days ahead, as if the other had been put back.
        Result apart = machine.run("unshare", "-T", "--boottime", "200000", "hubwarden", "plan");
        assertTrue(apart.stdout().contains("it was put back by 2 days"), apart::toString);

        // As if the clock had been a year behind when the daemon first saw it.
        machine.sh("sed -i -E 's/^[0-9]{4}/2020/' /run/hubwarden/clock").orFail();
        hub.write(state("as_it_is", "base:\n  " + until("ida", in(PAST)), "dana:"));
        hub.await("it is said", () -> toldOfTheClock().contains("over for ida: it was put forward by "));
        hub.pass();
        assertFalse(isLocked("ida"));
        machine.run("hubwarden", "approve", "--clock").orFail();
        hub.pass();
        hub.await("it is believed", () -> isLocked("ida"));
        assertFalse(machine.run("hubwarden", "plan").stdout().contains("clock"));
        hub.converge(state("as_it_is", "base:", "dana:"));
    }
}
