package org.hubwarden.desired;

import java.util.stream.Collectors;

/** Foreign text as it may stand in a sentence: without control characters, and not too long. */
final class Shown {

    private static final int LONGEST = 40;
    private static final int MOST_NAMED = 3;

    private Shown() {}

    /** The text in double quotes; what does not show, or shows as something else, is escaped, and a long text is cut. */
    static String quoted(String text) {
        boolean cut = text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST;
        String head = text.codePoints().limit(LONGEST).mapToObj(Shown::escaped).collect(Collectors.joining());
        return '"' + head + (cut ? "..." : "") + '"';
    }

    /** For example {@code U+0430 CYRILLIC SMALL LETTER A}. */
    static String codePoint(int c) {
        String name = Character.getName(c);
        return "U+%04X".formatted(c) + (name == null ? "" : " " + name);
    }

    /** The characters outside ASCII by number and name, in parentheses after a space; nothing when there are none. */
    static String strangers(String text) {
        String names = text.codePoints()
                .filter(c -> c > '~')
                .distinct()
                .limit(MOST_NAMED)
                .mapToObj(Shown::codePoint)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (" + names + ")";
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        if ((c >= ' ' && c <= '~') || isHarmless(c)) {
            return Character.toString(c);
        }
        if (c <= 0xFF) {
            return "\\x%02x".formatted(c);
        }
        return c <= 0xFFFF ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
    }

    /** Letters written from right to left would turn the rest of the sentence around. */
    private static boolean isHarmless(int c) {
        return Character.isLetterOrDigit(c)
                && Character.getDirectionality(c) != Character.DIRECTIONALITY_RIGHT_TO_LEFT
                && Character.getDirectionality(c) != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
