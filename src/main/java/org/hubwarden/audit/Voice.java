package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;

/** The journal during one pass, until it refuses an entry: to try each of the others would take as often as long. The next pass tries again. */
final class Voice {

    private final Journal journal;
    private final List<String> failures = new ArrayList<>();
    private boolean isSilent = false;

    Voice(Journal journal) {
        this.journal = journal;
    }

    /** Another pass. */
    void begin() {
        failures.clear();
        isSilent = false;
    }

    Journal journal() {
        return journal;
    }

    void write(JournalEntry entry) throws HostFailure {
        journal.write(entry);
    }

    /** Nobody listens now. */
    void fallSilent(HostFailure why) {
        isSilent = true;
        failed(why.sentence());
    }

    boolean isSilent() {
        return isSilent;
    }

    /** What keeps changes from being told, a sentence for people. */
    void failed(String why) {
        failures.add(why);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }
}
