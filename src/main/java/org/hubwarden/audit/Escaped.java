package org.hubwarden.audit;

import org.hubwarden.model.Visible;

/** Makes any text safe to show on a terminal and in a log: nobody writes a second line, or hides one, by a name. */
public final class Escaped {

    private static final int LAST_ASCII = '~';

    private Escaped() {}

    /**
     * The text with control characters, line separators, invisible formatting characters and half surrogate pairs as
     * {@code \xNN} or {@code \\uNNNN}. All other text stays as it is, so that good text is returned unchanged.
     */
    public static String text(String text) {
        return Visible.isPlain(text) || text.codePoints().allMatch(Visible::isShown) ? text : escape(text, false);
    }

    /** Text whose chars are bytes, as the account files are read: everything but printable ASCII is escaped. */
    public static String bytes(String text) {
        return Visible.isPlain(text) ? text : escape(text, true);
    }

    private static String escape(String text, boolean asciiOnly) {
        StringBuilder safe = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (Visible.isShown(c) && !(asciiOnly && c > LAST_ASCII)) {
                safe.appendCodePoint(c);
            } else {
                safe.append(c > 0xff ? String.format("\\u%04x", c) : String.format("\\x%02x", c));
            }
        });
        return safe.toString();
    }
}
