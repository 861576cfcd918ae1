package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: twice as long each time, with jitter so that machines do not march in step. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(5);

    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    void succeeded() {
        failures = 0;
    }

    /** The time until the next try: between half of the step and the whole. */
    Duration failed() {
        int doublings = Math.min(failures++, 10);
        Duration step = FIRST.multipliedBy(1L << doublings);
        long millis = (step.compareTo(longest) < 0 ? step : longest).toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }
}
