package org.hubwarden.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Progress;
import org.hubwarden.model.UnixName;

/**
 * Names what is kept of each time that somebody leaves, so that none is ever taken for another's or for an older one.
 *
 * @param name of the person, and when they began to leave
 */
record Occasion(String name) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** The one on which a leaving began that has begun. */
    static Occasion of(UnixName unix, Leaving leaving) {
        Instant begin = leaving.stages().values().stream()
                .map(Progress::begun)
                .min(Instant::compareTo)
                .orElseThrow();
        return new Occasion(unix + "-" + TIME.format(begin.atOffset(ZoneOffset.UTC)));
    }

    /** The file that the home goes to. */
    String archive() {
        return name + ".tar.zst";
    }

    /** The list of what they own elsewhere. */
    String files() {
        return name + ".files";
    }
}
