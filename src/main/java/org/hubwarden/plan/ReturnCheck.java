package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;

/** Whether somebody who left can simply be back. Once the home is in an archive, it may be another person of that name. */
final class ReturnCheck {

    private ReturnCheck() {}

    /** Why not, to be put after the name of the account. */
    static Optional<String> fault(LedgerAccount account) {
        boolean isGone = account.isPurged();
        boolean isArchived = account.leaving().flatMap(Leaving::archive).isPresent();
        if (!isGone && !isArchived) {
            return Optional.empty();
        }
        String fresh = "for another person of that name, type hubwarden restore --fresh " + account.hub();
        return Optional.of(
                isGone
                        ? "was purged, and is never the same again; " + fresh
                        : "left, and its home is in an archive; to have both back, type hubwarden restore "
                                + account.hub() + "; " + fresh);
    }
}
