package org.hubwarden.corpus;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row.
 *
 * @param line its line in the table, from 1
 * @param input with escapes, as written
 */
public record Row(int line, String group, String input, String expected) {

    private static final Pattern REPEAT = Pattern.compile("\\{repeat:(.*?):(\\d+)\\}");
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([ntr\\\\\"]))");

    /** The input as text: {@code \xNN} is the code point of that number, and half a surrogate pair stays one. */
    public String text() {
        StringBuilder text = new StringBuilder();
        decode((part, octet) -> text.append(part));
        return text.toString();
    }

    /** The input as the bytes of a file: {@code \xNN} is one byte, everything else UTF-8. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        decode((part, octet) ->
                bytes.writeBytes(part.getBytes(octet ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)));
        return bytes.toByteArray();
    }

    /** The word in capitals that {@link #expected} begins with. */
    public String outcome() {
        return expected.split("\\W", 2)[0];
    }

    /** What follows the outcome, without the remark in parentheses at the end. */
    public String detail() {
        return expected.substring(outcome().length())
                .replaceFirst(" \\([^()]*\\)$", "")
                .strip();
    }

    @Override
    public String toString() {
        String shown = input.length() > 60 ? input.substring(0, 60) + "..." : input;
        return "line " + line + ": " + shown + " -> " + outcome();
    }

    private interface Parts {
        void accept(String part, boolean octet);
    }

    private void decode(Parts parts) {
        String whole = REPEAT.matcher(input)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1).repeat(Integer.parseInt(m.group(2)))));
        int from = 0;
        for (Matcher m = ESCAPE.matcher(whole); m.find(); from = m.end()) {
            parts.accept(checked(whole.substring(from, m.start())), false);
            parts.accept(character(m), m.group(1) != null);
        }
        parts.accept(checked(whole.substring(from)), false);
    }

    private String checked(String literal) {
        if (literal.contains("\\")) {
            throw new IllegalStateException("line " + line + " has an unknown escape: " + literal);
        }
        return literal;
    }

    private static String character(Matcher m) {
        for (int group = 1; group <= 3; group++) {
            if (m.group(group) != null) {
                return Character.toString(Integer.parseInt(m.group(group), 16));
            }
        }
        return ("\\" + m.group(4)).translateEscapes();
    }
}
