package org.hubwarden.desired;

import java.util.List;
import java.util.Locale;

/**
 * What must not be in the text of a state file whatever YAML thinks of it: characters that show as nothing or as something
 * else, tabs as indentation, what a merge or a failed download leaves. One walk over the text.
 */
final class TextCheck {

    private static final List<String> MERGE_MARKERS = List.of("<<<<<<<", "=======", ">>>>>>>");

    private final String text;
    private final Problems problems;
    private int line = 1;
    private int column = 1;
    private boolean indentation = true;

    private TextCheck(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Whether YAML may have a look: nothing was found but perhaps a missing final newline. */
    static boolean passes(String text, Problems problems) {
        if (isWebPage(text)) {
            problems.refuse(
                    new Position(1, 1),
                    "this is a web page, perhaps the error page of a download; put the state file here instead");
            return false;
        }
        new TextCheck(text, problems).walk();
        boolean clean = problems.none();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            problems.refuse(
                    StateText.endOf(text),
                    "the file looks cut off: no newline at its end; if it is complete, end it with a newline");
        }
        return clean;
    }

    private static boolean isWebPage(String text) {
        String start = text.substring(0, Math.min(text.length(), 200)).strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml");
    }

    private void walk() {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (column == 1) {
                checkMerge(i);
            }
            checkCharacter(c, i);
            step(c);
        }
    }

    private void step(int c) {
        if (c == '\n') {
            line++;
            column = 1;
            indentation = true;
        } else {
            column++;
            indentation &= c == ' ' || c == '\t';
        }
    }

    private void checkMerge(int index) {
        for (String marker : MERGE_MARKERS) {
            if (text.startsWith(marker, index)) {
                refuse(marker + " is left from a merge; keep one side and take the marker lines out");
            }
        }
    }

    private void checkCharacter(int c, int index) {
        if ((c >= ' ' && c <= '~') || c == '\n') {
            return;
        }
        if (c == '\t') {
            checkTab();
        } else if (c == '\r') {
            checkReturn(index);
        } else if (isHidden(c)) {
            refuse("the character " + Shown.codePoint(c) + " does not show in an editor; take it out");
        }
    }

    private void checkTab() {
        if (indentation) {
            refuse("the line is indented with a tab; use spaces");
        }
    }

    private void checkReturn(int index) {
        if (!text.startsWith("\r\n", index)) {
            refuse("a carriage return without a newline; end lines with a newline");
        }
    }

    /** Control characters; what is a line break to YAML and not to editors; what turns the writing direction around. */
    private static boolean isHidden(int c) {
        boolean lineBreak = c == 0x2028 || c == 0x2029;
        boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return Character.getType(c) == Character.CONTROL || lineBreak || direction;
    }

    private void refuse(String sentence) {
        problems.refuse(new Position(line, column), sentence);
    }
}
