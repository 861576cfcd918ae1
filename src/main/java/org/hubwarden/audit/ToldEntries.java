package org.hubwarden.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalReader;

/** What the journal has of each pass: of what this process wrote it knows, the rest it looks up. Used by one thread at a time. */
final class ToldEntries {

    /** A pass that tells more than this is counted in the journal afterwards: journald drops entries of a flood silently. */
    private static final int FLOOD = 1_000;

    private final JournalReader reader;
    private final Map<String, Set<String>> told = new HashMap<>();

    ToldEntries(JournalReader reader) {
        this.reader = reader;
    }

    /** Only these passes matter from now on. */
    void retain(Collection<String> runs) {
        told.keySet().retainAll(runs);
    }

    /** The numbers of the entries of a pass of this process. */
    Set<String> written(String run) {
        return told.computeIfAbsent(run, id -> new HashSet<>());
    }

    /** The numbers of the entries of any pass. */
    Set<String> known(String run) throws HostFailure {
        Set<String> known = told.get(run);
        if (known == null) {
            reader.sync();
            known = new HashSet<>(reader.told(run));
            told.put(run, known);
        }
        return known;
    }

    /** Looks whether journald kept a flood of this many entries; a sentence for people when it did not. */
    Optional<String> recount(String run, int flood) throws HostFailure {
        if (flood <= FLOOD) {
            return Optional.empty();
        }
        reader.sync();
        Set<String> entries = written(run);
        int before = entries.size();
        entries.retainAll(reader.told(run));
        int dropped = before - entries.size();
        return dropped == 0
                ? Optional.empty()
                : Optional.of("journald dropped " + dropped + " of the " + flood + " entries of pass " + run
                        + ", for its limit: see RateLimitBurst= in journald.conf(5). The next pass writes them again");
    }

    /** Everything told is on the disk when this returns. */
    void sync() throws HostFailure {
        reader.sync();
    }

    /** Nothing of what was told need be known any more. */
    void forget() {
        told.clear();
    }
}
