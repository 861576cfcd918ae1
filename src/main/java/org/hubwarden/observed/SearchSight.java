package org.hubwarden.observed;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A search for files that give a group: it takes minutes, and passes go on meanwhile.
 *
 * @param after what it was begun after; empty where there was none
 * @param underWay whether it goes on
 * @param failure why it came to no end, for people
 * @param found the files that it found
 * @param unseen places that it could not look at, for people
 */
public record SearchSight(
        SortedSet<String> after,
        boolean underWay,
        Optional<String> failure,
        List<FoundFile> found,
        List<String> unseen) {

    /** There was none. */
    public static final SearchSight NONE =
            new SearchSight(Collections.emptySortedSet(), false, Optional.empty(), List.of(), List.of());

    public SearchSight {
        after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
        found = List.copyOf(found);
        unseen = List.copyOf(unseen);
    }
}
