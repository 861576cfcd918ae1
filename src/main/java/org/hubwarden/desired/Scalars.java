package org.hubwarden.desired;

import java.util.Optional;
import java.util.function.Function;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;

/** Values of single keys, from the raw text: YAML's own ideas of numbers and booleans play no part. */
final class Scalars {

    private static final int LONGEST_NUMBER = 10;

    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    /**
     * The value as text, if it passes.
     *
     * @param reading empty for a text that is not good
     * @param wanted ends the sentence "NAME must be", and says what to write
     */
    <T> Optional<T> read(YamlNode node, String name, String wanted, Function<Scalar, Optional<T>> reading) {
        if (node instanceof Refused) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof Scalar text && !text.isNothing() ? reading.apply(text) : Optional.empty();
        if (value.isEmpty()) {
            problems.refuse(node.at(), () -> name + " must be " + wanted + ", and not " + shown(node));
        }
        return value;
    }

    /** {@code true} or {@code false}, without quotes. */
    boolean truth(YamlNode node, String name) {
        return read(node, name, "true or false, without quotes", Scalars::truth).orElse(false);
    }

    /** A decimal number without sign, quotes and leading zeros. */
    Optional<Long> number(YamlNode node, String name) {
        return read(node, name, "a plain number such as 1000", Scalars::number);
    }

    private static Optional<Boolean> truth(Scalar text) {
        boolean known = text.text().equals("true") || text.text().equals("false");
        return text.plain() && known ? Optional.of(text.text().equals("true")) : Optional.empty();
    }

    private static Optional<Long> number(Scalar text) {
        String digits = text.text();
        boolean decimal = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean leadingZero = digits.length() > 1 && digits.startsWith("0");
        boolean good = text.plain() && decimal && !leadingZero && digits.length() <= LONGEST_NUMBER;
        return good ? Optional.of(Long.valueOf(digits)) : Optional.empty();
    }

    private static String shown(YamlNode node) {
        if (node instanceof Scalar text && !text.isNothing()) {
            return Shown.quoted(text.text()) + (text.plain() ? "" : " in quotes") + Shown.strangers(text.text());
        }
        return node.kind();
    }
}
