package org.hubwarden.host.linux.journal;

import java.nio.charset.StandardCharsets;
import org.hubwarden.model.Visible;

/** Makes text safe to log: what moves a cursor or ends a line becomes {@code \xNN}, byte by byte. */
final class TextEscape {

    private TextEscape() {}

    /** The text as one line. */
    static String line(String text) {
        return escape(text, false);
    }

    /** The same, but lines may end. */
    static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepsLines) {
        return Visible.isPlain(text) ? text : escaped(text, keepsLines);
    }

    private static String escaped(String text, boolean keepsLines) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Visible.isShown(c) || (keepsLines && c == '\n')) {
                safe.appendCodePoint(c);
            } else {
                appendEscaped(safe, Character.toString(c));
            }
        });
        return safe.toString();
    }

    private static void appendEscaped(StringBuilder safe, String character) {
        for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
            safe.append(String.format("\\x%02x", b));
        }
    }
}
