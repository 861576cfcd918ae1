package org.hubwarden.plan;

import java.util.SortedSet;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;

/**
 * A desired user whose account is ours and undisputed.
 *
 * @param groups the supplementary groups the account belongs in, of those that are ours
 */
record Resident(DesiredUser user, LedgerAccount account, Standing standing, SortedSet<GroupName> groups) {

    enum Standing {
        /** The account is made by this plan. */
        NEW,
        /** The account is locked and comes back. */
        RETURNING,
        /** The account is there and in use. */
        PRESENT
    }
}
