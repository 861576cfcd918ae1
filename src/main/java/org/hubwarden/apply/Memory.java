package org.hubwarden.apply;

import org.hubwarden.host.HostFailure;
import org.hubwarden.host.LedgerStore;
import org.hubwarden.ledger.Ledger;

/** The ledger on the disk. What does not differ from what is there is not written again. */
final class Memory {

    private final LedgerStore store;

    Memory(LedgerStore store) {
        this.store = store;
    }

    /** Makes the bytes on a thread of its own, so that {@link #store} has them ready. */
    Aside<Boolean> preparing(Ledger stored, Ledger wanted) {
        return Aside.begin("ledger", () -> {
            if (isOther(stored, wanted)) {
                store.prepare(wanted);
            }
            return true;
        });
    }

    void store(Ledger stored, Ledger wanted) throws HostFailure {
        if (isOther(stored, wanted)) {
            store.write(wanted);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a plan hands on the ledger it was given when nothing in it changes
    private static boolean isOther(Ledger stored, Ledger wanted) {
        return stored != wanted;
    }
}
