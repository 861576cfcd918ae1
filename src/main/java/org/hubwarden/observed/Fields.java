package org.hubwarden.observed;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How glibc's files module reads a line of an account file (nss/nss_files/files-parse.c). */
final class Fields {

    private static final BigInteger HIGHEST = BigInteger.valueOf(0xFFFF_FFFFL);
    private static final int MOST_DIGITS = 20;

    /** A number of so many digits has 32 bits at most. */
    private static final int SAFE_DIGITS = 9;

    private static final Map<String, String> COMMON = Stream.of(
                    "x",
                    "!",
                    "*",
                    "!*",
                    "1",
                    "/bin/bash",
                    "/bin/sh",
                    "/usr/sbin/nologin",
                    "/sbin/nologin",
                    "/bin/false")
            .collect(Collectors.toMap(Function.identity(), Function.identity()));

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

    /** The field, of which thousands of lines have the same few: one string for all. */
    static String common(String field) {
        return COMMON.getOrDefault(field, field);
    }

    /** The field with this index, or an empty one where the line is shorter. */
    static String at(List<String> fields, int index) {
        return index < fields.size() ? fields.get(index) : "";
    }

    /**
     * A number as glibc reads it with strtoul(3), so that {@code 00}, {@code +0} and {@code -0} are 0. Empty where there are
     * no digits, where something follows them, and where the result has more than 32 bits: glibc skips such a line.
     */
    static Optional<Long> id(String field) {
        return isPlainNumber(field) ? Optional.of(Long.valueOf(field)) : oddId(field);
    }

    /** As nearly all are written. */
    private static boolean isPlainNumber(String field) {
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) < '0' || field.charAt(i) > '9') {
                return false;
            }
        }
        return !field.isEmpty() && field.length() <= SAFE_DIGITS;
    }

    private static Optional<Long> oddId(String field) {
        String text = skipSpace(field);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return fitting(digits, negative);
    }

    /** A negative number wraps around at 64 bits, as unsigned numbers of C do: few of them come out small again. */
    private static Optional<Long> fitting(String digits, boolean negative) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        BigInteger magnitude = new BigInteger(significant);
        BigInteger value = negative && magnitude.bitLength() <= Long.SIZE ? wrapped(magnitude) : magnitude;
        return value.compareTo(HIGHEST) <= 0 ? Optional.of(value.longValueExact()) : Optional.empty();
    }

    private static BigInteger wrapped(BigInteger magnitude) {
        return magnitude.negate().mod(BigInteger.TWO.pow(Long.SIZE));
    }

    /** The members of a list field: split at commas, leading white space skipped, empty ones left out. */
    static List<String> members(String field) {
        if (field.isEmpty()) {
            return List.of();
        }
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
