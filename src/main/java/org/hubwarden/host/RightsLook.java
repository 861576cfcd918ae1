package org.hubwarden.host;

import java.util.List;
import java.util.Optional;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.WriteAccess;

/** What is looked at when somebody asks who can become root; more than a pass has time for. Changes nothing. */
public interface RightsLook {

    /** All rules of sudo. */
    AllSudoRules sudo();

    /** What root runs or believes, and others can write. */
    Writable writable();

    /**
     * The answer.
     *
     * @param silence why it may not be all, a sentence; empty when it is
     */
    record Writable(List<WriteAccess> found, Optional<String> silence) {
        public Writable {
            found = List.copyOf(found);
        }
    }
}
