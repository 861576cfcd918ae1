package org.hubwarden.observed.hub;

/**
 * The file that gives admins of a hub their root.
 *
 * @param mode the twelve permission bits
 * @param regular whether it is a file, and no link or anything else
 */
public record SudoersFile(String path, int mode, long uid, long gid, boolean regular) {}
