package org.hubwarden.reconcile;

import java.util.List;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.Plan;

/**
 * What a pass came to.
 *
 * @param run names the pass, in the journal as well
 * @param before the look on which it acted
 * @param outcomes one for each change that was tried, in order
 * @param after the fresh look afterwards; empty when there was none
 * @param failures what kept the pass as a whole from going on, sentences for people
 */
public record PassResult(
        String run,
        Verdict verdict,
        Assessment before,
        List<Outcome> outcomes,
        Optional<Assessment> after,
        List<String> failures) {

    public PassResult {
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    /** The plan made afterwards; empty when it could not be made. */
    public Optional<Plan> remaining() {
        return after.flatMap(Assessment::plan);
    }

    /** The ends by date that come next; empty for none. */
    public Optional<Ends.Next> nextEnds() {
        return before.circumstances()
                .flatMap(circumstances -> circumstances.ends().next());
    }

    /** The pass in one word. */
    public enum Verdict {
        /** The machine is as the state file says; conflicts and notices may remain for people. */
        CONVERGED,
        /** What may run has run; the rest waits until a person says that it is meant. */
        HELD,
        /** There is no state to compare with. */
        NO_STATE,
        /** It was told to end before it was over; the next one does the rest. */
        INTERRUPTED,
        /** Something could not be done; a later pass tries again. */
        FAILED
    }
}
