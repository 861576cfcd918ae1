package org.hubwarden.cli;

import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;

/**
 * All that is known of one hub user.
 *
 * @param desired what the state in force says; empty when it does not list them
 * @param account what the ledger holds, or will hold after the planned changes; empty in a conflict over a new account
 * @param pending the changes that concern them
 * @param findings what is left to people and concerns them
 */
record Person(
        HubName hub,
        UnixName unix,
        Standing standing,
        Optional<DesiredUser> desired,
        Optional<LedgerAccount> account,
        List<Change> pending,
        List<Finding> findings) {

    Person {
        pending = List.copyOf(pending);
        findings = List.copyOf(findings);
    }

    /** Whether the state in force makes them an admin. */
    boolean isAdmin() {
        return desired.map(DesiredUser::admin).orElse(false);
    }

    /** Whether the account is there today and can be used. */
    boolean isInUse() {
        return standing == Standing.ACTIVE
                || standing == Standing.LEAVING
                || (standing == Standing.CONFLICT
                        && account.map(a -> a.locked().isEmpty()).orElse(false));
    }
}
