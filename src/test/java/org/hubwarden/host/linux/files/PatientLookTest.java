package org.hubwarden.host.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hubwarden.host.Waits;
import org.junit.jupiter.api.Test;

class PatientLookTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final Waits waits = new Waits(InstantSource.system());
    private final PatientLook look = new PatientLook(waits, "the file system", PATIENCE);
    private final CountDownLatch server = new CountDownLatch(1);

    private String hang() {
        try {
            server.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "late";
    }

    @Test
    void anAnswerIsAnAnswer() {
        assertEquals(Optional.of("seen"), look.ask(() -> "seen"));
        assertEquals(Optional.of("again"), look.ask(() -> "again"));
    }

    @Test
    void aSilentFileSystemIsLeftAndNotAskedAgainUntilItAnswers() throws Exception {
        Semaphore answered = new Semaphore(0);
        waits.whenToLook(answered::release);
        assertEquals(Optional.empty(), look.ask(this::hang));
        AtomicBoolean isAsked = new AtomicBoolean();
        assertEquals(Optional.empty(), look.ask(() -> {
            isAsked.set(true);
            return "x";
        }));
        assertFalse(isAsked.get(), "one thread hangs there, and not one more at each pass");
        server.countDown();
        assertTrue(answered.tryAcquire(30, TimeUnit.SECONDS));
        assertEquals(Optional.of("seen"), look.ask(() -> "seen"));
    }

    @Test
    void whatMovesIsWaitedFor() {
        assertEquals(Optional.of("slow"), look.ask(() -> {
            for (int i = 0; i < 20; i++) {
                pause();
                waits.step();
            }
            return "slow";
        }));
    }

    private static void pause() {
        try {
            Thread.sleep(PATIENCE.toMillis() / 6);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStopDoesNotWaitForIt() throws Exception {
        PatientLook patient = new PatientLook(waits, "the file system", Duration.ofMinutes(10));
        Thread stop = new Thread(() -> {
            while (waits.now().isEmpty()) {
                pause();
            }
            waits.cut();
        });
        stop.start();
        assertEquals(Optional.empty(), patient.ask(this::hang));
        assertFalse(Thread.currentThread().isInterrupted());
        stop.join();
    }

    @Test
    void aFaultOfOursIsNoSilence() {
        assertThrows(
                IllegalStateException.class,
                () -> look.ask(() -> {
                    throw new IllegalArgumentException("ours");
                }));
    }
}
