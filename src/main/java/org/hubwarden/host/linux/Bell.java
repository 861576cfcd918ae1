package org.hubwarden.host.linux;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What one thread waits at and others ring. Thread-safe. */
final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sound = lock.newCondition();
    private boolean rung = false;
    private boolean woken = false;

    /** The wait under way ends, or the next one, and says that something changed. */
    void ring() {
        signal(() -> rung = true);
    }

    /** The wait under way ends, or the next one. */
    void wake() {
        signal(() -> woken = true);
    }

    private void signal(Runnable what) {
        lock.lock();
        try {
            what.run();
            sound.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for either; whether it rang since the last wait ended. */
    boolean await(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (!rung && !woken && left > 0) {
                left = sound.awaitNanos(left);
            }
            boolean result = rung;
            rung = false;
            woken = false;
            return result;
        } finally {
            lock.unlock();
        }
    }
}
