package org.hubwarden.cli;

import java.util.Locale;
import java.util.Set;

/** Colours, or none. */
final class Style {

    static final Style PLAIN = new Style(false);
    static final Style COLOURED = new Style(true);

    private static final String RESET = "\u001b[0m";

    /** What a piece of text means; the colour follows. */
    enum Tone {
        CREATE("\u001b[32m"),
        UPDATE("\u001b[33m"),
        REMOVE("\u001b[31m"),
        ALARM("\u001b[1;31m"),
        GOOD("\u001b[1;32m");

        private final String sequence;

        Tone(String sequence) {
            this.sequence = sequence;
        }
    }

    private final boolean coloured;

    private Style(boolean coloured) {
        this.coloured = coloured;
    }

    /** As systemd does: SYSTEMD_COLORS decides where it is set, then NO_COLOR, then whether somebody looks. */
    static Style of(Caller caller) {
        String systemd = caller.variable("SYSTEMD_COLORS").toLowerCase(Locale.ROOT);
        if (!systemd.isEmpty()) {
            return Set.of("0", "no", "n", "false", "f", "off").contains(systemd) ? PLAIN : COLOURED;
        }
        boolean wanted = caller.variable("NO_COLOR").isEmpty()
                && !caller.variable("TERM").equals("dumb")
                && caller.seesTerminal();
        return wanted ? COLOURED : PLAIN;
    }

    String paint(Tone tone, String text) {
        return coloured ? tone.sequence + text + RESET : text;
    }
}
