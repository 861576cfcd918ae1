package org.hubwarden.host.tree;

import java.time.Instant;
import java.util.List;
import org.hubwarden.host.Witnesses;
import org.hubwarden.plan.Fact;

/** Nobody saw anything. */
public final class NoWitnesses implements Witnesses {

    @Override
    public List<String> about(Fact fact, Instant since) {
        return List.of();
    }
}
