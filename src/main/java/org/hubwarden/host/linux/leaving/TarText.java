package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.math.BigDecimal;

/** Numbers and names as tar(1) writes them. */
final class TarText {

    private static final int NANOS = 9;

    /** What the kernel takes for a path. */
    private static final int LONGEST_PATH = 4096;

    private TarText() {}

    /** A path, or its beginning: in a deep tree, whole ones of all files would fill a disk. */
    static String begin(CharSequence path) {
        return path.length() > LONGEST_PATH ? path.subSequence(0, LONGEST_PATH) + "..." : path.toString();
    }

    /** Octal digits that end in a blank, a NUL or the field. */
    static long octal(String field) throws IOException {
        String digits = field.replace('\0', ' ').strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException other) {
            throw new IOException("a number of the archive is none: " + escape(field));
        }
    }

    /** A decimal number. */
    static long decimal(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException other) {
            throw new IOException("a number of the archive is none: " + escape(text));
        }
    }

    /** Seconds with a fraction, as nanoseconds. */
    static long nanos(String seconds) throws IOException {
        try {
            return new BigDecimal(seconds).movePointRight(NANOS).longValue();
        } catch (NumberFormatException other) {
            throw new IOException("a moment of the archive is none: " + escape(seconds));
        }
    }

    /** What stands before the first NUL. */
    static String name(String field) {
        int end = field.indexOf('\0');
        return end < 0 ? field : field.substring(0, end);
    }

    /** As {@code tar --quoting-style=escape} does: printable, on one line, and none like another. */
    static String escape(String latin) {
        StringBuilder out = new StringBuilder(latin.length());
        for (int i = 0; i < latin.length(); i++) {
            char c = latin.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                default -> out.append(c >= ' ' && c <= '~' ? c : "\\%03o".formatted((int) c));
            }
        }
        return out.toString();
    }
}
