package org.hubwarden.desired;

import java.util.Optional;

/**
 * One key of the state file.
 *
 * @param meaning what it says, in a sentence or two for people
 * @param standard what holds where it is absent, as it would be written; empty where nothing does, or where the meaning says it
 * @param missing what to write where it is absent and must not be; empty where it may be absent
 */
public record Key<K extends Kind>(
        String name, K kind, String meaning, Optional<String> standard, Optional<String> missing) {

    /** A key that may be absent, with nothing in its place. */
    static <K extends Kind> Key<K> of(String name, K kind, String meaning) {
        return new Key<>(name, kind, meaning, Optional.empty(), Optional.empty());
    }

    /** The same key, with what holds where it is absent. */
    Key<K> orElse(String text) {
        return new Key<>(name, kind, meaning, Optional.of(text), missing);
    }

    /** The same key, as one that must be there. */
    Key<K> required(String advice) {
        return new Key<>(name, kind, meaning, standard, Optional.of(advice));
    }
}
