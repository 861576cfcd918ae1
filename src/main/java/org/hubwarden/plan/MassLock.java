package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.Ledger;

/** Keeps a slip in the state file from locking out a class. */
final class MassLock {

    private static final int FEW = 3;
    private static final int TENTH = 10;

    private MassLock() {}

    /**
     * Why a plan with so many new locks is not carried out.
     *
     * @param locks accounts that were in use before
     */
    static Optional<String> refusal(long locks, Ledger ledger) {
        long inUse = ledger.accounts().values().stream()
                .filter(a -> a.locked().isEmpty())
                .count();
        long limit = Math.max(FEW, inUse / TENTH);
        if (locks <= limit) {
            return Optional.empty();
        }
        return Optional.of("the state file would lock " + locks + " of " + inUse + " accounts, and at most " + limit
                + " may leave at once, so nothing is done; if they are really to go, take them out of the file in steps of at"
                + " most " + limit + "; if not, put them back");
    }
}
