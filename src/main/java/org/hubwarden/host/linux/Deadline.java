package org.hubwarden.host.linux;

import java.time.Duration;

/** A moment until which to wait, by the monotonic clock: a clock that is set does not move it. */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** What is left, zero when it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }

    /** Sleeps so long, not beyond the end. */
    void pause(Duration atMost) throws InterruptedException {
        Thread.sleep(Math.min(atMost.toMillis(), left().toMillis()) + 1);
    }
}
