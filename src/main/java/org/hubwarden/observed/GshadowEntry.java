package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;

/**
 * A line of gshadow(5).
 *
 * @param administrators accounts that may add members, themselves included, without being root
 */
public record GshadowEntry(String name, String password, List<String> administrators, List<String> members)
        implements Entry {

    public GshadowEntry {
        administrators = List.copyOf(administrators);
        members = List.copyOf(members);
    }

    /** Reads a line; fields that are missing are empty. */
    public static Optional<GshadowEntry> parse(String raw) {
        return Fields.split(raw, 4).flatMap(GshadowEntry::of);
    }

    private static Optional<GshadowEntry> of(List<String> f) {
        if (f.size() < 2 || f.get(0).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new GshadowEntry(
                f.get(0), Fields.common(f.get(1)), Fields.members(Fields.at(f, 2)), Fields.members(Fields.at(f, 3))));
    }

    @Override
    public String toLine() {
        return String.join(":", name, password, String.join(",", administrators), String.join(",", members));
    }

    /** Whether somebody who is no member can become one: by a password with newgrp(1), or as an administrator. */
    public boolean isOpen() {
        return !administrators.isEmpty() || hasPassword();
    }

    private boolean hasPassword() {
        return !password.isEmpty() && !password.startsWith("!") && !password.startsWith("*");
    }

    /** The same group with these members, and closed to others. */
    public GshadowEntry closedWith(List<String> others) {
        return new GshadowEntry(name, hasPassword() ? "!" : password, List.of(), others);
    }

    /** Without the password hash. */
    @Override
    public String toString() {
        return "GshadowEntry[" + name + "]";
    }
}
