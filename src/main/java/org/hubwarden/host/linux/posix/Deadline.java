package org.hubwarden.host.linux.posix;

import java.time.Duration;

/** A moment until which to wait, by the monotonic clock: a clock that is set does not move it. */
public final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration wait) {
        return new Deadline(System.nanoTime() + wait.toNanos());
    }

    /** What is left, zero when it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean isOver() {
        return left().isZero();
    }

    /** Sleeps so long, not beyond the end. */
    public void pause(Duration atMost) throws InterruptedException {
        Thread.sleep(Math.min(atMost.toMillis(), left().toMillis()) + 1);
    }
}
