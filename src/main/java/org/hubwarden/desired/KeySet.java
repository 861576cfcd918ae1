package org.hubwarden.desired;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Suggestions;

/**
 * The keys that a map of the state file may have.
 *
 * @param where how sentences name the map
 * @param keys those that are obeyed
 * @param together an example of the map where each key needs all the others; empty where each stands for itself
 * @param later names of keys that the state file is to have one day, and that nothing obeys yet
 */
public record KeySet(String where, List<Key<?>> keys, Optional<String> together, List<String> later) {

    public KeySet {
        keys = List.copyOf(keys);
        later = List.copyOf(later);
    }

    /** Keys of which each stands for itself. */
    static KeySet of(String where, List<Key<?>> keys, String... later) {
        return new KeySet(where, keys, Optional.empty(), List.of(later));
    }

    /** The names of the keys that are obeyed. */
    public List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    /** What to say about a key that is not known. */
    String sentenceFor(String key) {
        String shown = "the key " + Shown.quoted(key);
        if (later.contains(key)) {
            return shown + " is not known to this version of hubwarden; take it out for now";
        }
        int colon = key.indexOf(':');
        if (colon > 0 && names().contains(key.substring(0, colon))) {
            return shown + " lacks a space after its colon; write it as \"" + key.substring(0, colon) + ": ...\"";
        }
        Optional<String> near = Suggestions.near(key, names());
        String advice =
                near.map(n -> "did you mean " + n + "?").orElse("the keys there are " + String.join(", ", names()));
        return shown + Shown.strangers(key) + " is unknown in " + where + "; " + advice;
    }
}
