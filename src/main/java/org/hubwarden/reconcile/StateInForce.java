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
 * @param absent whether nothing is wrong with the state file but that there is none
 */
public record StateInForce(
        Optional<DesiredState> state,
        Optional<String> sha256,
        boolean isCurrent,
        List<String> trouble,
        List<String> warnings,
        boolean absent) {

    public StateInForce {
        trouble = List.copyOf(trouble);
        warnings = List.copyOf(warnings);
    }

    /** Where there is a file, or something in its place. */
    public StateInForce(
            Optional<DesiredState> state,
            Optional<String> sha256,
            boolean isCurrent,
            List<String> trouble,
            List<String> warnings) {
        this(state, sha256, isCurrent, trouble, warnings, false);
    }

    /** The same where there is no file. */
    StateInForce withoutFile() {
        return new StateInForce(state, sha256, isCurrent, trouble, warnings, true);
    }
}
