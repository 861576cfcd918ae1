package org.hubwarden.host.linux;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the clock said at one moment since the machine's start.
 *
 * @param wall what it said
 * @param sinceBoot nanoseconds since the start
 * @param believed whether somebody said that it was right
 */
record ClockAnchor(Instant wall, long sinceBoot, boolean believed) {

    private static final String BELIEVED = "believed";
    private static final String SEEN = "seen";

    /** How far a clock that says this now was set since then. */
    Duration jump(Instant now, long nowSinceBoot) {
        return Duration.between(wall, now).minusNanos(nowSinceBoot - sinceBoot);
    }

    /** One line of text. */
    String line() {
        return wall + " " + sinceBoot + " " + (believed ? BELIEVED : SEEN) + "\n";
    }

    /** Reads {@link #line}; empty for anything else. */
    static Optional<ClockAnchor> parse(String line) {
        String[] words = line.strip().split(" ", -1);
        if (words.length != 3 || !(words[2].equals(BELIEVED) || words[2].equals(SEEN))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ClockAnchor(Instant.parse(words[0]), Long.parseLong(words[1]), words[2].equals(BELIEVED)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
