package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.hubwarden.host.Doors;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.host.Waiting;
import org.hubwarden.host.Watcher;
import org.hubwarden.reconcile.PassResult.Verdict;

/**
 * Starts passes: when something changed, on a timer for everything that sends no word, and again after failures. One pass at a
 * time, each on a thread of its own; the thread that calls {@link #run} only watches over it, so that a pass that hangs keeps
 * nobody from being told, and nothing from being heard.
 */
public final class ReconcileLoop {

    /** How long the state file must be unchanged before it is believed, and how long changes are gathered. */
    static final Duration QUIET_TIME = Duration.ofMillis(500);

    /** How long after a pass the next one comes by itself. */
    static final Duration RESYNC = Duration.ofMinutes(5);

    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    /** How often the loop looks after a pass that is under way, and whether whoever was in the way still is. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** A pass that takes longer is told of while it is under way. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Reconciler reconciler;
    private final Doors doors;
    private final Watcher watcher;
    private final PassListener listener;
    private final InstantSource clock;
    private final Pulse pulse;
    private final StateSettling settling;
    private final NamedWaits waits;
    private final Backoff backoff = new Backoff(RESYNC, RandomGenerator.getDefault());
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean triggered = new AtomicBoolean();
    private final PassRequests requests = new PassRequests();
    private boolean isFirst = true;

    public ReconcileLoop(
            Reconciler reconciler, Doors doors, Watcher watcher, PassListener listener, InstantSource clock) {
        this.reconciler = reconciler;
        this.doors = doors;
        this.watcher = watcher;
        this.listener = listener;
        this.clock = clock;
        this.pulse = new Pulse(doors.supervisor(), doors.waits());
        this.waits = new NamedWaits(doors, clock);
        this.settling = new StateSettling(this::read, this::quietTime);
        doors.waits().whenToLook(this::trigger);
    }

    /** Asks the loop to end; returns at once. From any thread. */
    public void stop() {
        stopping.countDown();
        watcher.wake();
    }

    /** Asks for a pass; one that is under way is followed by another. From any thread. */
    public void trigger() {
        triggered.set(true);
        watcher.wake();
    }

    /** The same, and what comes of it; never done where the daemon ends before. From any thread. */
    public CompletableFuture<PassResult> request() {
        CompletableFuture<PassResult> result = requests.add();
        trigger();
        return result;
    }

    /**
     * Runs until {@link #stop}.
     *
     * @return whether it ran: false when there was no state to begin with
     */
    public boolean run() throws InterruptedException {
        while (!isStopping()) {
            doors.waits().step();
            PassThread<Optional<PassResult>> pass = PassThread.start(this::settleAndPass, watcher::wake);
            watchOver(pass);
            Optional<PassResult> result = pass.result();
            if (result.isEmpty() || isStopping()) {
                break;
            }
            if (isFirst && result.get().verdict() == Verdict.NO_STATE) {
                return false;
            }
            rest(result.get());
        }
        doors.supervisor().stopping();
        return true;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Empty when the daemon is to end before it began. On the thread of the pass. */
    private Optional<PassResult> settleAndPass() throws InterruptedException {
        Optional<StateFileReading> reading = settling.settled();
        return reading.map(this::pass);
    }

    private PassResult pass(StateFileReading reading) {
        long begin = System.nanoTime();
        PassResult result =
                reconciler.pass(reading, LOCK_WAIT, outcome -> doors.waits().step(), this::isStopping);
        listener.passed(result, Duration.ofNanos(System.nanoTime() - begin));
        requests.over(result);
        return result;
    }

    /** Whatever happened before this is seen by it. */
    private StateFileReading read() {
        triggered.set(false);
        requests.begin();
        return reconciler.readStateFile();
    }

    /** The time is long enough to plan in, and everybody waits for the plan. */
    private boolean quietTime(Optional<StateFileReading> thought) throws InterruptedException {
        long end = System.nanoTime() + QUIET_TIME.toNanos();
        doors.waits().step();
        thought.ifPresent(reconciler::ponder);
        doors.waits().step();
        return !stopping.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void watchOver(PassThread<?> pass) throws InterruptedException {
        Instant begin = clock.instant();
        boolean isTold = isFirst;
        boolean isStuck = false;
        while (!pass.isOver() && !isStopping()) {
            List<Waiting> waiting = waits.ofPass();
            isTold |= !waiting.isEmpty() || begin.plus(LONG).isBefore(clock.instant());
            if (isTold) {
                listener.at(Activity.pass(begin, waiting));
            }
            if (!isStuck && !pulse.beatOverPass(isFirst)) {
                isStuck = true;
                listener.stuck(doors.waits().sinceLastStep(), pass.where());
            }
            listen(shortest(LOOK, pulse.pause()));
        }
    }

    /** Collects what happens, for so long at most. */
    private void listen(Duration atMost) throws InterruptedException {
        if (watcher.await(atMost)) {
            triggered.set(true);
        }
    }

    private Duration pauseAfter(PassResult result) {
        if (result.verdict() == Verdict.FAILED) {
            return backoff.failed();
        }
        backoff.succeeded();
        return RESYNC;
    }

    private void rest(PassResult result) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Instant> nextEnd = result.next(now);
        Duration longest = pauseAfter(result);
        Duration pause = nextEnd.map(
                        at -> shortest(longest, Duration.between(now, at).plusMillis(1)))
                .orElse(longest);
        Instant until = now.plus(pause);
        long end = System.nanoTime() + pause.toNanos();
        if (result.goesOn()) {
            triggered.set(true);
        }
        List<Waiting> blocked = result.verdict() == Verdict.FAILED ? waits.beforeNext() : waits.none();
        boolean wasBlocked = !blocked.isEmpty();
        listener.at(Activity.pause(until, blocked));
        if (isFirst) {
            isFirst = false;
            doors.supervisor().ready();
        }
        while (!isStopping()
                && !triggered.get()
                && System.nanoTime() < end
                && !hasCome(nextEnd)
                && wasBlocked == !blocked.isEmpty()) {
            pulse.beat();
            Duration left = Duration.ofNanos(end - System.nanoTime());
            listen(shortest(left, wasBlocked ? LOOK : pulse.pause()));
            if (wasBlocked) {
                blocked = waits.beforeNext();
                listener.at(Activity.pause(until, blocked));
            }
        }
    }

    /** A clock that is put forward brings it sooner than the pause ends. */
    private boolean hasCome(Optional<Instant> moment) {
        return moment.filter(at -> !clock.instant().isBefore(at)).isPresent();
    }

    private static Duration shortest(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
