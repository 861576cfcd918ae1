package org.hubwarden.observed;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.UnixName;

/**
 * What is left of people who leave.
 *
 * @param people those who were looked at; empty on a machine that does not run, and where nobody leaves
 */
public record LeaversSight(SortedMap<UnixName, Remains> people) {

    /** Nobody was looked at. */
    public static final LeaversSight NONE = new LeaversSight(Collections.emptySortedMap());

    public LeaversSight {
        people = Collections.unmodifiableSortedMap(new TreeMap<>(people));
    }

    /** How many homes are being packed or brought back. */
    public long packing() {
        return people.values().stream()
                .filter(remains -> remains.has(Remains.Mark.AT_WORK))
                .count();
    }

    /** What is left of one; empty for one who was not looked at. */
    public Optional<Remains> of(UnixName account) {
        return Optional.ofNullable(people.get(account));
    }
}
