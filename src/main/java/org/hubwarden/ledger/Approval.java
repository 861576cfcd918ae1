package org.hubwarden.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody's yes.
 *
 * @param stakes to what
 * @param at when it was given
 */
public record Approval(Stakes stakes, Instant at) {

    /** Who meant it yesterday is to be asked again. */
    private static final Duration LIFE = Duration.ofHours(24);

    /** When it no longer counts. */
    public Instant end() {
        return at.plus(LIFE);
    }

    /** Whether it still counts. One of the future does only within the same time: somebody's clock was wrong. */
    public boolean isFresh(Instant now) {
        return Duration.between(at, now).abs().compareTo(LIFE) < 0;
    }
}
