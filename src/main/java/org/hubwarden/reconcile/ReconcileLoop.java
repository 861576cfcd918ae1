package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.Watcher;
import org.hubwarden.reconcile.PassResult.Verdict;

/**
 * Starts passes: when something changed, on a timer for everything that sends no word, and again after failures. One pass at
 * a time, all on the thread that calls {@link #run}.
 */
public final class ReconcileLoop {

    /** How long the state file must be unchanged before it is believed, and how long changes are gathered. */
    static final Duration QUIET_TIME = Duration.ofMillis(500);

    private static final Duration RESYNC = Duration.ofMinutes(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    private final Reconciler reconciler;
    private final Watcher watcher;
    private final Supervisor supervisor;
    private final PassListener listener;
    private final StateSettling settling;
    private final Backoff backoff = new Backoff(RESYNC, RandomGenerator.getDefault());
    private final AtomicBoolean stopping = new AtomicBoolean();

    public ReconcileLoop(Reconciler reconciler, Watcher watcher, Supervisor supervisor, PassListener listener) {
        this.reconciler = reconciler;
        this.watcher = watcher;
        this.supervisor = supervisor;
        this.listener = listener;
        this.settling = new StateSettling(reconciler::readStateFile, this::quietTime);
    }

    /** Asks the loop to end; returns at once. From any thread. */
    public void stop() {
        stopping.set(true);
        watcher.wake();
    }

    /**
     * Runs until {@link #stop}.
     *
     * @return whether it ran: false when there was no state to begin with
     */
    public boolean run() throws InterruptedException {
        boolean first = true;
        while (!stopping.get()) {
            Optional<StateFileReading> reading = settling.settled();
            if (reading.isEmpty()) {
                break;
            }
            PassResult result = pass(reading.get());
            if (first && result.verdict() == Verdict.NO_STATE) {
                return false;
            }
            if (first && result.verdict() != Verdict.INTERRUPTED) {
                supervisor.ready();
                first = false;
            }
            await(pauseAfter(result));
        }
        supervisor.stopping();
        return true;
    }

    private PassResult pass(StateFileReading reading) {
        long begin = System.nanoTime();
        PassResult result = reconciler.pass(reading, LOCK_WAIT, outcome -> supervisor.watchdog(), stopping::get);
        listener.passed(result, Duration.ofNanos(System.nanoTime() - begin));
        supervisor.watchdog();
        return result;
    }

    private Duration pauseAfter(PassResult result) {
        if (result.verdict() == Verdict.FAILED) {
            return backoff.failed();
        }
        backoff.succeeded();
        return RESYNC;
    }

    /** Waits for a change, feeding the watchdog meanwhile. */
    private void await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!stopping.get()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || watcher.await(left.compareTo(HEARTBEAT) < 0 ? left : HEARTBEAT)) {
                return;
            }
            supervisor.watchdog();
        }
    }

    private boolean quietTime() throws InterruptedException {
        long end = System.nanoTime() + QUIET_TIME.toNanos();
        while (!stopping.get() && end > System.nanoTime()) {
            watcher.await(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
        }
        supervisor.watchdog();
        return !stopping.get();
    }
}
