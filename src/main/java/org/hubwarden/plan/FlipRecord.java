package org.hubwarden.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When facts were put right, as far back as it counts. A value.
 *
 * @param byFact the moments of each, the oldest first
 */
public record FlipRecord(Map<Fact, List<Instant>> byFact) {

    /** Two programs that run once an hour are found out within a morning; a slip of a hand a day later is none. */
    public static final Duration WINDOW = Duration.ofHours(24);

    /** Nothing was put right. */
    public static final FlipRecord EMPTY = new FlipRecord(Map.of());

    public FlipRecord {
        byFact = Map.copyOf(byFact);
    }

    /** The record after these facts were put right. */
    public FlipRecord with(Collection<Fact> putRight, Instant now) {
        Map<Fact, List<Instant>> next = new HashMap<>(byFact);
        for (Fact fact : putRight) {
            List<Instant> moments = new ArrayList<>(next.getOrDefault(fact, List.of()));
            moments.add(now);
            next.put(fact, List.copyOf(moments.subList(Math.max(0, moments.size() - Fights.ENOUGH), moments.size())));
        }
        return new FlipRecord(next);
    }

    /** The record without what is too long ago. */
    public FlipRecord at(Instant now) {
        Instant oldest = now.minus(WINDOW);
        Map<Fact, List<Instant>> next = new HashMap<>();
        byFact.forEach((fact, moments) -> {
            List<Instant> left = moments.stream().filter(m -> m.isAfter(oldest)).toList();
            if (!left.isEmpty()) {
                next.put(fact, left);
            }
        });
        return new FlipRecord(next);
    }

    /** The facts that were put right so often that it is a fight, and since when. */
    public Map<Fact, Instant> often() {
        Map<Fact, Instant> often = new HashMap<>();
        byFact.forEach((fact, moments) -> {
            if (moments.size() >= Fights.ENOUGH) {
                often.put(fact, moments.get(0));
            }
        });
        return often;
    }
}
