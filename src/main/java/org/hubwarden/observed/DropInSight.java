package org.hubwarden.observed;

/** What stands where one of our sudoers drop-ins should be. */
public sealed interface DropInSight {

    /** Nothing is there. */
    record Absent() implements DropInSight {}

    /**
     * A regular file with one name.
     *
     * @param content the text, bytes as chars, at most 1 MiB of it
     * @param mode the twelve permission bits
     */
    record Regular(String content, int mode, long uid, long gid) implements DropInSight {}

    /**
     * Anything else, a link for example. It is replaced, never followed.
     *
     * @param what for people
     */
    record Other(String what) implements DropInSight {}
}
