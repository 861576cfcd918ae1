package org.hubwarden.reconcile;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.hubwarden.host.Waiting;

/** A report as one line, for {@code systemctl status}: what is waited for, if anything is, and what the last pass came to. */
final class StatusLine {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

    private final ZoneId zone;

    /** {@code zone}: of the hours in it. */
    StatusLine(ZoneId zone) {
        this.zone = zone;
    }

    String of(StatusReport report) {
        List<Waiting> waiting = report.activity().waiting();
        if (waiting.isEmpty()) {
            return report.summary();
        }
        return waiting.stream().map(this::of).collect(Collectors.joining(", and ")) + "; before that: "
                + report.summary();
    }

    private String of(Waiting waiting) {
        return "waiting for " + waiting.what() + ", since "
                + HOUR.withZone(zone).format(waiting.since());
    }
}
