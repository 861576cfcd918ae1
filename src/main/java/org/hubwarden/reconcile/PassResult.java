package org.hubwarden.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hubwarden.apply.Outcome;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.LeaveTimes;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

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

    /** The plan made last: afterwards, or else before. */
    Optional<Plan> lastPlan() {
        return remaining().or(before::plan);
    }

    /** What of it waits for a person. */
    Optional<Hold> hold() {
        return lastPlan().flatMap(Plan::hold);
    }

    /** The ends by date that come next; empty for none. */
    public Optional<Ends.Next> nextEnds() {
        return before.circumstances()
                .flatMap(circumstances -> circumstances.ends().next());
    }

    /** The same of several passes, with what became of all their changes. */
    public PassResult with(List<Outcome> all) {
        return new PassResult(run, verdict, before, all, after, failures);
    }

    /** When something is due by itself; empty for never. */
    Optional<Instant> next(Instant now) {
        Ledger ledger = remaining().map(Plan::after).orElse(before.ledger());
        Optional<Instant> grace = before.state()
                .state()
                .flatMap(state -> LeaveTimes.of(state, ledger, ClockSight.good(now, ZoneOffset.UTC))
                        .next());
        return Stream.of(nextEnds().map(Ends.Next::at), grace)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** Whether all was well and there is only more to do of what goes step by step, so that nobody waits for it. */
    public boolean goesOn() {
        return before.obstacles().isEmpty()
                && failures.isEmpty()
                && outcomes.stream().allMatch(Outcome.Done.class::isInstance)
                && goesOn(remaining(), outcomes);
    }

    /** A step that was done and is to be done again is no progress. */
    static boolean goesOn(Optional<Plan> remaining, List<Outcome> outcomes) {
        List<Change> left = remaining.map(Plan::changes).orElse(List.of());
        List<Change> done = outcomes.stream().map(Outcome::change).toList();
        boolean isSteps =
                !left.isEmpty() && left.stream().allMatch(c -> c instanceof LeavingStep || c instanceof DemotionStep);
        return isSteps
                && left.stream().noneMatch(step -> step instanceof DemotionStep && done.contains(step))
                && done.stream()
                        .anyMatch(c -> c instanceof LeavingStep
                                || c instanceof DemotionStep
                                || c instanceof AccountChange
                                || c instanceof GroupChange
                                || c instanceof SudoersChange);
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
