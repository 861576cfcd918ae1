package org.hubwarden.audit;

import java.util.Map;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.ledger.Ledger;

/** Tells a change that a person asked for by a command of its own, outside of all passes. */
public final class AskedFor {

    private AskedFor() {}

    /**
     * Writes its entry.
     *
     * @param run names it as a run of its own
     */
    public static void tell(Journal journal, String run, Outcome outcome, Ledger ledger) throws HostFailure {
        TrailRun alone = new TrailRun(run, Optional.empty(), true, Map.of(1, outcome.change()));
        Holders holders = new Holders(ledger);
        for (Telling telling : alone.tellings()) {
            JournalEntry entry = outcome instanceof Outcome.Failed failed
                    ? telling.failed(alone, holders, failed.why())
                    : telling.done(alone, holders, false);
            journal.write(entry);
        }
    }
}
