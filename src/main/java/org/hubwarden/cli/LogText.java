package org.hubwarden.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.hubwarden.audit.FieldName;
import org.hubwarden.audit.LogEntry;

/** What {@code log} prints for people. */
final class LogText {

    private static final int RUN_SHOWN = 8;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private LogText() {}

    /** Time, the beginning of the pass's name, and the sentence, which says why at its end. */
    static String line(LogEntry entry) {
        String run = entry.value(FieldName.RUN).orElse(RosterText.NOTHING);
        String shown = run.length() > RUN_SHOWN ? run.substring(0, RUN_SHOWN) : run;
        return TIME.format(entry.time()) + "  " + String.format("%-" + RUN_SHOWN + "s", shown) + "  " + entry.message();
    }
}
