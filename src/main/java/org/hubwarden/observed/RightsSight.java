package org.hubwarden.observed;

import java.util.Optional;

/**
 * What still runs with a right that was taken.
 *
 * @param holders processes that have the group of admins and are not root's; empty where nobody looked, since nobody lost it
 * @param search the last one for files that give it
 */
public record RightsSight(Optional<ProcessesSight> holders, SearchSight search) {

    /** Nobody looked. */
    public static final RightsSight NONE = new RightsSight(Optional.empty(), SearchSight.NONE);
}
