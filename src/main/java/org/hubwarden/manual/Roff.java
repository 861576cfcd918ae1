package org.hubwarden.manual;

import java.util.List;

/** Text for roff, with the macros of man(7). */
final class Roff {

    private final StringBuilder page = new StringBuilder();

    /** Any text as roff shows it letter for letter. */
    static String escaped(String text) {
        String signs = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
        return signs.startsWith(".") ? "\\&" + signs : signs;
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** A line that is roff already. */
    Roff line(String line) {
        page.append(line).append('\n');
        return this;
    }

    /** Running text. */
    Roff text(String text) {
        return line(escaped(text));
    }

    /** Lines that keep their ends. */
    Roff verbatim(List<String> lines) {
        line(".EX");
        lines.forEach(this::text);
        return line(".EE");
    }

    /** An entry of a list: its name, which is roff, and what is said of it. */
    Roff tagged(String name, String text) {
        return line(".TP").line(name).text(text);
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
