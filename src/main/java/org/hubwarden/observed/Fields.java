package org.hubwarden.observed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How glibc's files module reads a line of an account file (nss/nss_files/files-parse.c). */
final class Fields {

    private static final long NO_ID = 0xFFFF_FFFFL;

    private Fields() {}

    /**
     * Splits a line at its first {@code most - 1} colons; the last field holds the rest. Leading white space is skipped, as
     * glibc does. Empty for lines that are no entries: blank, comment, NIS.
     */
    static Optional<List<String>> split(String raw, int most) {
        String line = skipSpace(raw);
        if (line.isEmpty() || line.charAt(0) == '#' || isNis(line)) {
            return Optional.empty();
        }
        List<String> fields = new ArrayList<>(most);
        int start = 0;
        for (int colon = line.indexOf(':'); colon >= 0 && fields.size() < most - 1; colon = line.indexOf(':', start)) {
            fields.add(line.substring(start, colon));
            start = colon + 1;
        }
        fields.add(line.substring(start));
        return Optional.of(fields);
    }

    /** Whether the line is one of the {@code +} and {@code -} lines of nsswitch's compat mode. */
    static boolean isNis(String line) {
        return !line.isEmpty() && (line.charAt(0) == '+' || line.charAt(0) == '-');
    }

    /** The field with this index, or an empty one where the line is shorter. */
    static String at(List<String> fields, int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    /**
     * A number as strtoul(3) reads it, so that {@code 00} and {@code +0} are 0. What is negative or too large for 32 bits is
     * 4294967295, as glibc clamps it; empty where there are no digits or something follows them.
     */
    static Optional<Long> id(String field) {
        String text = skipSpace(field);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        String significant = digits.replaceFirst("^0+(?=.)", "");
        long value = significant.length() > 10 ? NO_ID : Math.min(Long.parseLong(significant), NO_ID);
        return Optional.of(negative && value != 0 ? NO_ID : value);
    }

    /** The members of a list field: split at commas, leading white space skipped, empty ones left out. */
    static List<String> members(String field) {
        List<String> members = new ArrayList<>();
        for (String element : field.split(",", -1)) {
            String member = skipSpace(element);
            if (!member.isEmpty()) {
                members.add(member);
            }
        }
        return members;
    }

    private static String skipSpace(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
