package org.hubwarden.plan;

import java.util.HashSet;
import java.util.Set;

/**
 * What the name service must answer before a plan may make anything: that the names and ids are nobody's.
 *
 * @param names account and group names
 * @param ids candidates, more than are needed, since some may be taken
 */
public record Questions(Set<String> names, Set<Long> ids) {

    /** The name service is asked for so many more ids than are needed, and a tenth. */
    private static final int SPARE_IDS = 64;

    public Questions {
        names = Set.copyOf(names);
        ids = Set.copyOf(ids);
    }

    /** Those of a plan that was made without the name service. */
    static Questions of(Plan plan, IdAllocator ids) {
        Set<String> names = new HashSet<>();
        plan.changes(AccountChange.Create.class).forEach(create -> names.add(create.subject()));
        plan.changes(GroupChange.Create.class).forEach(create -> names.add(create.subject()));
        Set<Long> candidates = new HashSet<>();
        int wanted = names.isEmpty() ? 0 : names.size() + names.size() / 10 + SPARE_IDS;
        for (int i = 0; i < wanted; i++) {
            ids.allocate().ifPresent(candidates::add);
        }
        return new Questions(names, candidates);
    }

    /** Whether there is anything to ask. */
    public boolean isEmpty() {
        return names.isEmpty() && ids.isEmpty();
    }
}
