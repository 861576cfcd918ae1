package org.hubwarden.host;

import java.time.Instant;
import java.util.List;
import org.hubwarden.plan.Fact;

/** Logs of the machine that may show who changed something. Anybody can write into some of them: a hint, never the truth. */
public interface Witnesses {

    /**
     * What they show of a fact.
     *
     * @param since how far to look back
     * @return a few short lines for people, the most frequent first; empty when they show nothing. Ends within seconds
     */
    List<String> about(Fact fact, Instant since);
}
