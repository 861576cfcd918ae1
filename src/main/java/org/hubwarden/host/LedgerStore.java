package org.hubwarden.host;

import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;

/** Where the ledger is kept. */
public interface LedgerStore {

    /** Reads it. A ledger that cannot be read is never a fresh one. */
    LedgerReading read();

    /** Does what can be done before a lock is taken for a ledger that is about to be written. The one in force stays. */
    void prepare(Ledger ledger);

    /** Brings one that an earlier hubwarden wrote into the form of this one; that one's is kept beside it. */
    void migrate() throws HostFailure;

    /** Replaces it, atomically and durably; the generation before is kept beside it. */
    void write(Ledger ledger) throws HostFailure;
}
