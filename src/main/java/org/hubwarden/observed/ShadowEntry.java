package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * A line of shadow(5). Never printed and never remembered: it holds hashes.
 *
 * @param lastChange to {@code flag}: the fields as text, empty where unset; dates in days since 1970
 */
public record ShadowEntry(
        String name,
        String password,
        String lastChange,
        String minimum,
        String maximum,
        String warn,
        String inactive,
        String expire,
        String flag)
        implements Entry {

    /** Reads a line; fields that are missing are empty. */
    public static Optional<ShadowEntry> parse(String raw) {
        return Fields.split(raw, 9).flatMap(ShadowEntry::of);
    }

    private static Optional<ShadowEntry> of(List<String> f) {
        if (f.size() < 2 || f.get(0).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ShadowEntry(
                f.get(0),
                Fields.common(f.get(1)),
                Fields.at(f, 2),
                Fields.at(f, 3),
                Fields.at(f, 4),
                Fields.at(f, 5),
                Fields.at(f, 6),
                Fields.at(f, 7),
                Fields.at(f, 8)));
    }

    @Override
    public String toLine() {
        return String.join(":", name, password, lastChange, minimum, maximum, warn, inactive, expire, flag);
    }

    /** The same account with another password field and expiry. */
    public ShadowEntry with(String otherPassword, String otherExpire) {
        return new ShadowEntry(name, otherPassword, lastChange, minimum, maximum, warn, inactive, otherExpire, flag);
    }

    /** Without the hash: a log line with it would publish it. */
    @Override
    public String toString() {
        return "ShadowEntry[" + name + "]";
    }
}
