package org.hubwarden.reconcile;

import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Planner;
import org.hubwarden.plan.Proposal;

/** Plans, and remembers the last thought: it costs more than all looking. Used by one thread. */
final class Planning {

    private final PlanMemory<Proposal> proposals = new PlanMemory<>();
    private final PlanMemory<Plan> plans = new PlanMemory<>();

    /** What would be done, and what is to be asked first. The answer in the look does not count. */
    Proposal propose(DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances) {
        ObservedState unasked = observed.with(new NssAnswer.FilesOnly());
        return proposals.of(
                desired,
                unasked,
                ledger,
                circumstances,
                () -> Planner.propose(desired, unasked, ledger, circumstances));
    }

    /** What is to be done. */
    Plan plan(DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances) {
        Proposal proposal = propose(desired, observed, ledger, circumstances);
        return proposal.isRightFor(observed.nss())
                ? proposal.plan()
                : plans.of(
                        desired,
                        observed,
                        ledger,
                        circumstances,
                        () -> Planner.plan(desired, observed, ledger, circumstances));
    }
}
