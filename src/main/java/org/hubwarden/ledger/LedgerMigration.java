package org.hubwarden.ledger;

import java.util.Optional;

/** What ledgers of earlier versions did not remember. */
final class LedgerMigration {

    private LedgerMigration() {}

    /** A ledger as it was read in the form of an earlier version, as it is remembered now. */
    static Ledger migrated(Ledger ledger, long from) {
        return from < 2 ? withTenure(ledger) : ledger;
    }

    /**
     * Version 2 tells admins from those who held root at some time. Who did and is in use counts as an admin: the next pass
     * knows better, and until then nobody loses anything by it.
     */
    private static Ledger withTenure(Ledger ledger) {
        LedgerDraft draft = ledger.draft();
        ledger.accounts().values().stream()
                .filter(account -> account.heldRoot() && account.locked().isEmpty())
                .forEach(account -> draft.put(account.withTenure(Optional.of(new Tenure(Optional.empty())))));
        return draft.done();
    }
}
