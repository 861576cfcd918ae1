package org.hubwarden.reconcile;

import java.util.Optional;
import java.util.function.Supplier;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Circumstances;

/**
 * The last thing that was made of a state, a look, a ledger and circumstances. Planning is a pure function, so the very same objects need no
 * second thought. Used by one thread.
 */
final class PlanMemory<T> {

    private Optional<Known<T>> known = Optional.empty();

    private record Known<T>(
            DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances, T made) {

        @SuppressWarnings(
                "ReferenceEquality") // equal ones may be of another time, and comparing costs as much as planning
        boolean isOf(
                DesiredState otherDesired,
                ObservedState otherObserved,
                Ledger otherLedger,
                Circumstances otherCircumstances) {
            return desired == otherDesired
                    && ledger == otherLedger
                    && observed.hasSameParts(otherObserved)
                    && circumstances.leadToTheSame(otherCircumstances);
        }
    }

    /** What was made of these before, or is made now. */
    T of(DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances, Supplier<T> maker) {
        if (known.isEmpty() || !known.get().isOf(desired, observed, ledger, circumstances)) {
            known = Optional.of(new Known<>(desired, observed, ledger, circumstances, maker.get()));
        }
        return known.get().made();
    }
}
