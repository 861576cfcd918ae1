package org.hubwarden.host;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the work of a pass waits for outside hubwarden, and whether it moves at all. Doors tell it here; who supervises the pass
 * reads it. Thread-safe.
 */
public final class Waits {

    private final InstantSource clock;
    private final Set<Wait> underWay = new LinkedHashSet<>();
    private volatile long lastStep = System.nanoTime();
    private volatile Runnable whenToLook = () -> {};
    private boolean isCut;

    /** {@code clock} is for people: how long a step takes is measured by another that nobody sets. */
    public Waits(InstantSource clock) {
        this.clock = clock;
    }

    /** From now until it is closed, the calling thread waits for something, for so long at most. */
    public Wait begin(String what, Duration atMost) {
        return begin(new Waiting(what, clock.instant(), Optional.of(atMost)));
    }

    /** The same, for a wait whose end only the kernel decides: it may be one that writes, and nothing interrupts it. */
    public Wait begin(String what) {
        return begin(new Waiting(what, clock.instant(), Optional.empty()));
    }

    private synchronized Wait begin(Waiting waiting) {
        Wait wait = new Wait(waiting, Thread.currentThread());
        underWay.add(wait);
        step();
        if (isCut) {
            wait.interrupt();
        }
        return wait;
    }

    /** From now on runs this when there is a reason to look again. It must return at once. */
    public void whenToLook(Runnable action) {
        whenToLook = action;
    }

    /** There is something to see that was not there before: something answered that was given up, or work beside the passes ended. */
    public void lookAgain() {
        whenToLook.run();
    }

    /** The work goes on. */
    public void step() {
        lastStep = System.nanoTime();
    }

    /** How long ago the last step was. */
    public Duration sinceLastStep() {
        return Duration.ofNanos(System.nanoTime() - lastStep);
    }

    /** What is waited for now, in the order in which it began. */
    public synchronized List<Waiting> now() {
        return underWay.stream().map(wait -> wait.waiting).toList();
    }

    /** Whether something is waited for that is not overdue. */
    public boolean isExcused() {
        return now().stream().anyMatch(waiting -> !waiting.isOverdue(clock.instant()));
    }

    /** Interrupts who waits, now and from now on. Only what waits here is interrupted, never what writes. */
    public synchronized void cut() {
        isCut = true;
        underWay.forEach(Wait::interrupt);
    }

    /** One wait, of the thread that began it. */
    public final class Wait implements AutoCloseable {

        private final Waiting waiting;
        private final Thread thread;
        private boolean isInterrupted;

        private Wait(Waiting waiting, Thread thread) {
            this.waiting = waiting;
            this.thread = thread;
        }

        private void interrupt() {
            if (waiting.atMost().isPresent()) {
                isInterrupted = true;
                thread.interrupt();
            }
        }

        /** It is over. What interrupted it must not reach what the thread does next. */
        @Override
        public void close() {
            synchronized (Waits.this) {
                underWay.remove(this);
                step();
                if (isInterrupted) {
                    Thread.interrupted();
                }
            }
        }
    }
}
