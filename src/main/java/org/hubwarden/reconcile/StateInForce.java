package org.hubwarden.reconcile;

import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredState;

/**
 * Which state is in force, and why that one.
 *
 * @param state empty when there is none at all: neither a good file nor an earlier one
 * @param sha256 of the bytes it was read from, 64 hex digits; empty when there is no state
 * @param isCurrent whether it is the state file as it is now, and not an earlier one that was accepted
 * @param trouble what is wrong with the state file now, one line each; empty when nothing is
 * @param warnings what is legal in the file and probably not meant
 */
public record StateInForce(
        Optional<DesiredState> state,
        Optional<String> sha256,
        boolean isCurrent,
        List<String> trouble,
        List<String> warnings) {

    public StateInForce {
        trouble = List.copyOf(trouble);
        warnings = List.copyOf(warnings);
    }
}
