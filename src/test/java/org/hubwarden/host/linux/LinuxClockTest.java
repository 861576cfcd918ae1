package org.hubwarden.host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.KernelClock;
import org.hubwarden.observed.ClockSight;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's clock, and what is kept of it from one look to another. */
class LinuxClockTest {

    private static final Instant WALL = Instant.parse("2027-01-31T12:00:00Z");

    @TempDir
    Path directory;

    private MachineTree tree;
    private LinuxClock clock;

    @BeforeEach
    void make() throws Exception {
        tree = MachineTree.in(directory);
        clock = new LinuxClock(Root.tree(directory));
    }

    @Test
    void timeThatGoesByIsNoJump() throws Exception {
        assertEquals(Duration.ZERO, clock.look().jump());
        clock.rely();
        ClockSight sight = clock.look();
        assertFalse(sight.believed());
        // Both clocks are read one after the other, and a busy machine may do something else in between.
        assertTrue(sight.jump().abs().compareTo(Duration.ofHours(1)) < 0, sight::toString);
    }

    @Test
    void aClockThatIsPutForwardOrBackHasJumped() throws Exception {
        clock.rely();
        String line = tree.text("/run/hubwarden/clock");
        Instant seen = Instant.parse(line.substring(0, line.indexOf(' ')));
        for (long days : new long[] {-400, -2, 2, 400}) {
            tree.write("/run/hubwarden/clock", seen.minus(Duration.ofDays(days)) + line.substring(line.indexOf(' ')));
            assertEquals(days, Math.round(clock.look().jump().toMinutes() / 1440.0));
            clock.rely();
            assertEquals(days, Math.round(clock.look().jump().toMinutes() / 1440.0), "what is kept is not replaced");
        }
        clock.believe();
        assertEquals(0, clock.look().jump().toDays());
        assertTrue(clock.look().believed());
        clock.rely();
        assertTrue(clock.look().believed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "2027-01-31 1 seen", "2027-01-31T12:00:00Z x seen", "2027-01-31T12:00:00Z 1 sure"})
    void whatIsNotOursIsNothing(String content) throws Exception {
        clock.rely();
        tree.write("/run/hubwarden/clock", content);
        assertEquals(Duration.ZERO, clock.look().jump());
        clock.rely();
        assertTrue(ClockAnchor.parse(tree.text("/run/hubwarden/clock")).isPresent());
    }

    @Test
    void onlyWhatGoesBeyondTheTimeThatWentByIsAJump() {
        ClockAnchor anchor = new ClockAnchor(WALL, 5_000_000_000L, true);
        assertEquals(Optional.of(anchor), ClockAnchor.parse(anchor.line()));
        Instant later = WALL.plus(Duration.ofDays(100));
        long sameTime = 5_000_000_000L + Duration.ofDays(100).toNanos();
        assertEquals(Duration.ZERO, anchor.jump(later, sameTime), "asleep for a hundred days");
        assertEquals(Duration.ofDays(1), anchor.jump(later.plus(Duration.ofDays(1)), sameTime));
        assertEquals(Duration.ofDays(-1), anchor.jump(later.minus(Duration.ofDays(1)), sameTime));
    }

    @Test
    void theKernelSaysSomethingAboutItsClock() {
        assertTrue(KernelClock.sinceBoot() > 0);
        assertFalse(
                KernelClock.unsynchronised().orElse("").contains("does not tell"),
                KernelClock.unsynchronised()::toString);
    }

    @Test
    void theZoneIsTheMachinesAndNotOfWhoeverAsks() throws Exception {
        assertEquals(ZoneOffset.UTC, clock.look().zone());
        tree.write("/etc/timezone", "Asia/Tokyo\n");
        assertEquals(ZoneId.of("Asia/Tokyo"), clock.look().zone());
        Path localtime = tree.path("/etc/localtime");
        Files.createSymbolicLink(localtime, Path.of("../usr/share/zoneinfo/America/Argentina/Ushuaia"));
        assertEquals(ZoneId.of("America/Argentina/Ushuaia"), clock.look().zone());
        Files.delete(localtime);
        Files.createSymbolicLink(localtime, Path.of("/usr/share/zoneinfo/Moon/Tycho"));
        assertEquals(ZoneId.of("Asia/Tokyo"), clock.look().zone());
        tree.write("/etc/timezone", "nowhere at all\n");
        assertEquals(ZoneOffset.UTC, clock.look().zone());
    }
}
