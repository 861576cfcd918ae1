package org.hubwarden.sweep;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a baseline says of itself.
 *
 * @param taken when
 * @param machine the machine's id, see machine-id(5)
 * @param holders the accounts that had got root then, for whom it was taken
 * @param hubwarden the version that took it
 */
public record BaselineHeader(Instant taken, String machine, Set<String> holders, String hubwarden) {
    public BaselineHeader {
        holders = Collections.unmodifiableSet(new TreeSet<>(holders));
    }
}
