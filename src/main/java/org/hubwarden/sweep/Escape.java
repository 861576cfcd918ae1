package org.hubwarden.sweep;

import java.nio.charset.StandardCharsets;

/** Bytes as printable ASCII, one word: everything else, and the percent sign, becomes {@code %XX}. */
public final class Escape {

    private Escape() {}

    /** Text, as its UTF-8 bytes. */
    public static String text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes, such as the name of a file. */
    public static String bytes(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 8);
        for (byte b : bytes) {
            if (b > ' ' && b <= '~' && b != '%') {
                out.append((char) b);
            } else {
                out.append('%');
                out.append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
                out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return out.toString();
    }

    /** Back to one char a byte. What is no escape of ours stays as it is. */
    public static String latin(String escaped) {
        StringBuilder out = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            int high = escaped.charAt(i) == '%' ? digit(escaped, i + 1) : -1;
            int low = high < 0 ? -1 : digit(escaped, i + 2);
            out.append(low < 0 ? escaped.charAt(i) : (char) (high * 16 + low));
            i += low < 0 ? 0 : 2;
        }
        return out.toString();
    }

    private static int digit(String text, int at) {
        return at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    }

    /** As a word for a shell, exactly. */
    public static String shell(String escaped) {
        if (!escaped.contains("%")) {
            return escaped.matches("[A-Za-z0-9_@+=:,./-]+") ? escaped : "'" + escaped.replace("'", "'\\''") + "'";
        }
        StringBuilder out = new StringBuilder("$'");
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                out.append("\\x").append(escaped, i + 1, i + 3);
                i += 2;
            } else {
                out.append(c == '\'' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return out.append("'").toString();
    }
}
