package org.hubwarden.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Tenure;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;

/**
 * All that is known of one hub user.
 *
 * @param desired what the state in force says, whatever is over by now; empty when it does not list them
 * @param isAdmin whether they are to be an admin now
 * @param account what the ledger holds, or will hold after the planned changes; empty in a conflict over a new account
 * @param pending the changes that concern them
 * @param findings what is left to people and concerns them
 */
record Person(
        HubName hub,
        UnixName unix,
        Standing standing,
        Optional<DesiredUser> desired,
        boolean isAdmin,
        Optional<LedgerAccount> account,
        List<Change> pending,
        List<Finding> findings) {

    Person {
        pending = List.copyOf(pending);
        findings = List.copyOf(findings);
    }

    /** When what they have ends by itself, as the state file writes it; a phrase, and empty where nothing does. */
    Optional<String> until() {
        List<String> ends = new ArrayList<>();
        desired.flatMap(DesiredUser::until).ifPresent(until -> ends.add(until.toString()));
        desired.flatMap(DesiredUser::adminUntil).ifPresent(until -> ends.add("admin " + until));
        return ends.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", ends));
    }

    /** Since when they are an admin, where that is known. */
    Optional<Instant> adminSince() {
        return account.flatMap(LedgerAccount::tenure).flatMap(Tenure::since);
    }

    /** Whether the account is there today and can be used. */
    boolean isInUse() {
        return standing == Standing.ACTIVE
                || standing == Standing.LEAVING
                || (standing == Standing.CONFLICT
                        && account.map(a -> a.locked().isEmpty()).orElse(false));
    }
}
