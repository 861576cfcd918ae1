package org.hubwarden.reconcile;

import java.util.List;
import java.util.Optional;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Plan;

/**
 * What a look at everything came to. Nothing was changed for it.
 *
 * @param ledger what is remembered; of a ledger that cannot be trusted, the generation before
 * @param circumstances what else the plan depends on; empty where there is none
 * @param observed what the machine has; empty when it could not be read or there is nothing to compare it with
 * @param plan what would be done; empty for the same reasons
 * @param obstacles why nothing may be changed, sentences for people: a ledger that cannot be trusted, account files that cannot
 *     be read
 */
public record Assessment(
        StateInForce state,
        Ledger ledger,
        Optional<Circumstances> circumstances,
        Optional<ObservedState> observed,
        Optional<Plan> plan,
        List<String> obstacles) {

    public Assessment {
        obstacles = List.copyOf(obstacles);
    }
}
