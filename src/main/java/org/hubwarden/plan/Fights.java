package org.hubwarden.plan;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The facts that somebody else fights over with us. What of them is left, the planner decides.
 *
 * @param byFact one for each such fact
 */
public record Fights(SortedMap<Fact, Fight> byFact) {

    /** So often a fact is put right; found wrong once more, it is fought over. */
    public static final int ENOUGH = 3;

    /** Nobody fights. */
    public static final Fights NONE = new Fights(Collections.emptySortedMap());

    public Fights {
        byFact = Collections.unmodifiableSortedMap(new TreeMap<>(byFact));
    }

    /** Fights over these facts. */
    public static Fights of(Map<Fact, Fight> byFact) {
        return new Fights(new TreeMap<>(byFact));
    }

    Optional<Fight> over(Fact fact) {
        return Optional.ofNullable(byFact.get(fact));
    }
}
