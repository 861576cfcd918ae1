package org.hubwarden.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private Instant now = Instant.parse("2026-11-25T19:05:00Z");
    private final Waits waits = new Waits(() -> now);

    @Test
    void whatIsWaitedForIsSeenUntilItIsOver() {
        try (Waits.Wait lock = waits.begin("the lock", LIMIT)) {
            try (Waits.Wait disk = waits.begin("the disk")) {
                assertEquals(
                        List.of(
                                new Waiting("the lock", now, Optional.of(LIMIT)),
                                new Waiting("the disk", now, Optional.empty())),
                        waits.now());
            }
            assertEquals(1, waits.now().size());
        }
        assertEquals(List.of(), waits.now());
        assertFalse(waits.isExcused());
    }

    @Test
    void aWaitExcusesUntilItShouldHaveBeenGivenUp() {
        try (Waits.Wait lock = waits.begin("the lock", LIMIT)) {
            now = now.plus(LIMIT);
            assertTrue(waits.isExcused());
            now = now.plus(Duration.ofMinutes(1));
            assertFalse(waits.isExcused());
        }
    }

    @Test
    void aFileSystemExcusesForEver() {
        try (Waits.Wait disk = waits.begin("the file system")) {
            now = now.plus(Duration.ofDays(1));
            assertTrue(waits.isExcused());
        }
    }

    @Test
    void whoWaitsIsInterruptedAndNotWhoCameBack() {
        try (Waits.Wait lock = waits.begin("the lock", LIMIT)) {
            waits.cut();
            assertThrows(InterruptedException.class, () -> Thread.sleep(LIMIT.toMillis()));
        }
        assertFalse(Thread.currentThread().isInterrupted());
        try (Waits.Wait later = waits.begin("the next", LIMIT)) {
            assertTrue(Thread.currentThread().isInterrupted(), "from now on nothing is waited for");
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatMayWriteIsNotInterrupted() {
        try (Waits.Wait disk = waits.begin("the file system")) {
            waits.cut();
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void aStepIsNoticed() throws Exception {
        Thread.sleep(50);
        assertTrue(waits.sinceLastStep().toMillis() >= 50);
        waits.step();
        assertTrue(waits.sinceLastStep().toMillis() < 5000);
    }
}
