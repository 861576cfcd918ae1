package org.hubwarden.model;

/** Which characters people see as themselves. The others end a line, move a cursor, or hide what stands beside them. */
public final class Visible {

    private static final int LAST_ASCII = '~';

    private Visible() {}

    /** Whether all of a text is printable ASCII, as nearly all text is: a quick look before a close one. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > LAST_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Whether a code point shows: none of the control and formatting characters, separators of lines, and half surrogate pairs. */
    public static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
