package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who is coming in beside passes, one after the other. A look waits for them: of half an account a pass would make the other half as
 * well, at the same time. Thread-safe.
 */
final class Comings {

    /** Looks that are taken again because somebody came in meanwhile; then one is taken as it is, and the next pass sees better. */
    private static final int LOOKS = 4;

    private final Duration patience;
    private long begun;
    private long ended;

    /** {@code patience}: how long each look waits; many may come one after the other. */
    Comings(Duration patience) {
        this.patience = patience;
    }

    /** From now until it is closed, somebody comes in whom no look should see half of. */
    synchronized Latecomers.Coming coming() {
        begun++;
        return this::end;
    }

    private synchronized void end() {
        ended++;
        notifyAll();
    }

    /** A look during which nobody came in, if there are such moments. */
    <T> T undisturbed(Supplier<T> look) {
        for (int looks = 1; ; looks++) {
            Optional<Long> start = awaitNobody();
            T seen = look.get();
            if (looks == LOOKS || start.isEmpty() || start.get() == begun()) {
                return seen;
            }
        }
    }

    /** How many have come when nobody is on the way; empty where somebody is all the time. */
    private synchronized Optional<Long> awaitNobody() {
        long end = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); begun != ended && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return begun == ended ? Optional.of(begun) : Optional.empty();
    }

    private synchronized long begun() {
        return begun;
    }
}
