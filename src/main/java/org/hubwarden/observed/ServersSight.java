package org.hubwarden.observed;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the machine has of users' servers.
 *
 * @param files our unit files and drop-ins, and what else stands where one may stand, by path
 * @param units what systemd has in its memory
 */
public record ServersSight(SortedMap<String, DropInSight> files, UnitsSight units) {

    /** Nothing was looked at, since nothing of it is wanted. */
    public static final ServersSight NONE = new ServersSight(Collections.emptySortedMap(), UnitsSight.NONE);

    public ServersSight {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What stands at a path. */
    public DropInSight at(String path) {
        return Optional.ofNullable(files.get(path)).orElseGet(DropInSight.Absent::new);
    }
}
