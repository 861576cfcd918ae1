package org.hubwarden.host.linux.files;

import java.util.Optional;
import org.hubwarden.host.linux.posix.Owner;

/**
 * What a file we make is to look like.
 *
 * @param mode the permission bits, exactly: no umask is taken off
 * @param owner empty to leave it to the process that makes the file
 */
public record Stamp(int mode, Optional<Owner> owner) {

    public record Owner(long uid, long gid) {}

    /** Ours, with these permissions. */
    public static Stamp ours(int mode) {
        return new Stamp(mode, Optional.empty());
    }

    /** Like that file; its owner only where we can set owners. */
    public static Stamp like(PathStat file, boolean ownershipCounts) {
        Owner owner = new Owner(file.uid(), file.gid());
        return new Stamp(file.permissions(), Optional.of(owner).filter(o -> ownershipCounts));
    }
}
