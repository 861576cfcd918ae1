package org.hubwarden.bus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hubwarden.bus.Refusal.Cause;
import org.hubwarden.reconcile.Activity;
import org.hubwarden.reconcile.Census;
import org.hubwarden.reconcile.PassListener;
import org.hubwarden.reconcile.PassResult;

/** What the last pass left, for all who answer by it. Thread-safe. */
final class LastPass implements PassListener {

    /** Who is asked while the daemon starts waits for its first pass; clients of the bus give up after 25 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Runnable changed;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile Optional<Seen> seen = Optional.empty();

    /**
     * A pass, as it is remembered.
     *
     * @param at when it ended
     */
    record Seen(Census census, Instant at) {}

    /** {@code changed}: run after each pass that may have changed what clients know. */
    LastPass(InstantSource clock, Runnable changed) {
        this.clock = clock;
        this.changed = changed;
    }

    @Override
    public void passed(PassResult result, Duration took) {
        if (result.verdict() == PassResult.Verdict.INTERRUPTED) {
            return;
        }
        boolean isNews =
                seen.map(before -> isNews(before.census().result(), result)).orElse(true);
        seen = Optional.of(new Seen(Census.of(result), clock.instant()));
        first.countDown();
        if (isNews) {
            changed.run();
        }
    }

    private static boolean isNews(PassResult before, PassResult now) {
        return !now.outcomes().isEmpty()
                || before.verdict() != now.verdict()
                || !before.before().state().sha256().equals(now.before().state().sha256())
                || !before.nextEnds().equals(now.nextEnds());
    }

    @Override
    public void at(Activity activity) {
        // What it is at is told elsewhere.
    }

    @Override
    public void stuck(Duration since, String where) {
        // So is this.
    }

    /** Waits for the first pass, for a moment. */
    Census census() throws Refusal {
        return seen().census();
    }

    Seen seen() throws Refusal {
        try {
            first.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen.orElseThrow(() ->
                new Refusal(Cause.BUSY, "hubwarden has just started and looks at the machine; try again in a moment"));
    }
}
