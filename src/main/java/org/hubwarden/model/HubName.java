package org.hubwarden.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a user in JupyterHub, as the state file spells it. Never normalised: two spellings must never become one
 * account.
 *
 * @param value matches {@code [a-z0-9][a-z0-9._@+-]*}, 1 to {@value #MAX_LENGTH} characters
 */
public record HubName(String value) implements Comparable<HubName> {

    /** JupyterHub's column limit, in characters. */
    public static final int MAX_LENGTH = 255;

    /** What every hub name matches, and nothing else does that is not too long; {@link #fault} also says why not. */
    public static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9._@+-]*");

    /** Throws {@link IllegalArgumentException} for a name that {@link #fault} objects to; ask that first for input. */
    public HubName {
        Optional<NameFault> fault = fault(value);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("not a hub name: " + fault.get());
        }
    }

    /** The first reason why this text is no hub name; empty when it is one. Linear in {@link #MAX_LENGTH} at most. */
    public static Optional<NameFault> fault(String text) {
        return NameFault.of(text);
    }

    // Those that records have by themselves take four times as long with the daemon's compiler, and these are keys of
    // maps.
    @Override
    public boolean equals(Object other) {
        return other instanceof HubName name && name.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(HubName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
