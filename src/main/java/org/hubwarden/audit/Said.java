package org.hubwarden.audit;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers what was said last time, so that a lasting state is said once and not at every pass. What ends and comes back
 * is said again. Not thread-safe.
 */
public final class Said {

    private Set<String> before = new LinkedHashSet<>();

    /** Those of the sentences that hold now and were not among those of the last call, in their order. */
    public List<String> news(Collection<String> now) {
        Set<String> current = new LinkedHashSet<>(now);
        List<String> fresh = current.stream().filter(s -> !before.contains(s)).toList();
        before = current;
        return fresh;
    }

    /** Nobody heard this one: it is news again. */
    void unsaid(String sentence) {
        before.remove(sentence);
    }
}
