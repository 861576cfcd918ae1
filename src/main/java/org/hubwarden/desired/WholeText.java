package org.hubwarden.desired;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A text in memory for SnakeYAML's scanner. The library's own reader copies its window every 1,023 characters of a long
 * word, quoted text or comment, which takes quadratic time; this one copies nothing. Control characters must have been
 * refused before: the scanner takes NUL for the end.
 */
final class WholeText extends StreamReader {

    private static final int[] NO_SNIPPET = {};

    private final String text;
    private int index;
    private int line;
    private int column;

    WholeText(String text) {
        super("");
        this.text = text;
    }

    @Override
    public Mark getMark() {
        return new Mark("", index, line, column, NO_SNIPPET, 0);
    }

    @Override
    public int peek() {
        return peek(0);
    }

    @Override
    public int peek(int ahead) {
        int at = index + ahead;
        return at < text.length() ? text.charAt(at) : '\0';
    }

    @Override
    public void forward() {
        forward(1);
    }

    @Override
    public void forward(int length) {
        for (int i = 0; i < length && index < text.length(); i++) {
            step(text.charAt(index++));
        }
    }

    private void step(char c) {
        if (c == '\n') {
            line++;
            column = 0;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
    }

    @Override
    public String prefix(int length) {
        return text.substring(index, Math.min(index + length, text.length()));
    }

    @Override
    public String prefixForward(int length) {
        String prefix = prefix(length);
        forward(length);
        return prefix;
    }

    @Override
    public int getColumn() {
        return column;
    }

    @Override
    public int getIndex() {
        return index;
    }

    @Override
    public int getLine() {
        return line;
    }

    @Override
    public int getDocumentIndex() {
        return 0;
    }

    @Override
    public void resetDocumentIndex() {}
}
