package org.hubwarden.host.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.RunningUnit;
import org.junit.jupiter.api.Test;

/** What is known of units is forgotten in time, and never put back by an answer that was under way. */
class UnitMemoryTest {

    private final AtomicLong nanos = new AtomicLong();
    private final UnitMemory memory = new UnitMemory(Duration.ofMinutes(60), nanos::get);

    private static KnownUnit unit(String name) {
        RunningUnit unit = new RunningUnit(
                new UnitName(name), true, "jupyter-a", true, Limits.UNSAID, false, List.of(), Optional.empty());
        ListedUnit line = new ListedUnit(name, "loaded", "active", "running", false);
        return new KnownUnit(unit, line, List.of(), 0, OptionalLong.empty());
    }

    private void learn(String name) {
        memory.begin(List.of(name));
        memory.remember(unit(name), true);
    }

    @Test
    void whatIsRememberedIsFound() {
        learn("jupyter@a.service");
        assertTrue(memory.find("jupyter@a.service").isPresent());
        memory.doubt("jupyter@b.service");
        assertTrue(memory.find("jupyter@a.service").isPresent());
        memory.doubt("jupyter@a.service");
        assertTrue(memory.find("jupyter@a.service").isEmpty());
    }

    @Test
    void whatIsHeardWhileAUnitIsAskedForCounts() {
        memory.begin(List.of("jupyter@a.service", "jupyter@b.service", "jupyter@c.service"));
        memory.doubt("jupyter@a.service");
        memory.remember(unit("jupyter@a.service"), true);
        memory.remember(unit("jupyter@b.service"), true);
        memory.forgetAll();
        memory.remember(unit("jupyter@c.service"), true);
        for (String name : List.of("a", "b", "c")) {
            assertTrue(memory.find("jupyter@" + name + ".service").isEmpty(), name);
        }
    }

    @Test
    void whatIsNotToLastReplacesWhatDid() {
        learn("jupyter@a.service");
        memory.begin(List.of("jupyter@a.service"));
        memory.remember(unit("jupyter@a.service"), false);
        assertTrue(memory.find("jupyter@a.service").isEmpty());
    }

    @Test
    void itHoldsNoMoreThanSystemdDoes() {
        IntStream.range(0, 100).forEach(i -> learn("jupyter@u" + i + ".service"));
        memory.keepOnly(Set.of("jupyter@u7.service"));
        assertEquals(1, known(100));
    }

    private long known(int many) {
        return IntStream.range(0, many)
                .filter(i -> memory.find("jupyter@u" + i + ".service").isPresent())
                .count();
    }

    @Test
    void turnsAreTakenByTheClockAndNotByLooks() {
        IntStream.range(0, 100).forEach(i -> learn("jupyter@u" + i + ".service"));
        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        memory.takeTurn();
        assertEquals(90, known(100));
        assertTrue(memory.find("jupyter@u0.service").isEmpty(), "the oldest first");
        for (int i = 0; i < 35; i++) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            memory.takeTurn();
        }
        assertEquals(90, known(100), "no time for another went by");
    }

    /** Also where most of the units end meanwhile, and with them the reason to hurry. */
    @Test
    void withinOneRoundEachUnitHasItsTurn() {
        IntStream.range(0, 100).forEach(i -> learn("jupyter@u" + i + ".service"));
        for (int minute = 0; minute < 60; minute++) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            long before = known(100);
            memory.takeTurn();
            assertTrue(minute == 59 || before - known(100) <= 2, "not many at once");
            if (minute == 30) {
                IntStream.range(0, 40).forEach(i -> memory.doubt("jupyter@u" + i + ".service"));
            }
        }
        assertEquals(0, known(100));
    }

    @Test
    void afterALongPauseAllHaveTheirTurn() {
        IntStream.range(0, 100).forEach(i -> learn("jupyter@u" + i + ".service"));
        nanos.addAndGet(Duration.ofDays(1).toNanos());
        memory.takeTurn();
        assertEquals(0, known(100));
    }
}
