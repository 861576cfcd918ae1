package org.hubwarden.desired;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Suggestions;

/**
 * The keys that a map of the state file may have.
 *
 * @param where how sentences name the map
 * @param known the keys that are obeyed
 * @param later keys that the state file is to have one day, and that nothing obeys yet
 */
record KeySet(String where, List<String> known, List<String> later) {

    KeySet {
        known = List.copyOf(known);
        later = List.copyOf(later);
    }

    /** What to say about a key that is not known. */
    String sentenceFor(String key) {
        String shown = "the key " + Shown.quoted(key);
        if (later.contains(key)) {
            return shown + " is not known to this version of hubwarden; take it out for now";
        }
        Optional<String> near = Suggestions.near(key, known);
        String advice =
                near.map(n -> "did you mean " + n + "?").orElse("the keys there are " + String.join(", ", known));
        return shown + Shown.strangers(key) + " is unknown in " + where + "; " + advice;
    }
}
