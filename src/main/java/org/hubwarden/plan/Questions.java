package org.hubwarden.plan;

import java.util.Set;

/**
 * What the name service must answer before a plan may make anything: that the names and ids are nobody's.
 *
 * @param names account and group names
 * @param ids candidates, more than are needed, since some may be taken
 */
public record Questions(Set<String> names, Set<Long> ids) {

    public Questions {
        names = Set.copyOf(names);
        ids = Set.copyOf(ids);
    }

    /** Whether there is anything to ask. */
    public boolean isEmpty() {
        return names.isEmpty() && ids.isEmpty();
    }
}
