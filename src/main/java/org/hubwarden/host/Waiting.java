package org.hubwarden.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something outside hubwarden that is waited for now.
 *
 * @param what in words that go after "waiting for", with who is to blame where that is known
 * @param since when the wait began
 * @param atMost how long it is going to be waited for; empty where only the kernel decides, as with a file system
 */
public record Waiting(String what, Instant since, Optional<Duration> atMost) {

    /** What may be late without anything being wrong, on a machine that is busy. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    /** Whether it should have been given up long ago: then the fault is ours. */
    public boolean isOverdue(Instant now) {
        return atMost.map(limit -> now.isAfter(since.plus(limit).plus(SLACK))).orElse(false);
    }
}
