package org.hubwarden.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A point in time as people read it; programs get the whole of it. */
final class Moment {

    private Moment() {}

    /** In UTC, to the second. */
    static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
