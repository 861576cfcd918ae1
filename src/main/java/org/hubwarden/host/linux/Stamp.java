package org.hubwarden.host.linux;

import java.util.Optional;

/**
 * What a file we make is to look like.
 *
 * @param mode the permission bits, exactly: no umask is taken off
 * @param owner empty to leave it to the process that makes the file
 */
record Stamp(int mode, Optional<Owner> owner) {

    record Owner(long uid, long gid) {}

    /** Ours, with these permissions. */
    static Stamp ours(int mode) {
        return new Stamp(mode, Optional.empty());
    }

    /** Like that file; its owner only where we can set owners. */
    static Stamp like(PathStat file, boolean ownershipCounts) {
        Owner owner = new Owner(file.uid(), file.gid());
        return new Stamp(file.permissions(), Optional.of(owner).filter(o -> ownershipCounts));
    }
}
