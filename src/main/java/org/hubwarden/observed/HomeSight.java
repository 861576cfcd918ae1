package org.hubwarden.observed;

/** What stands where a home should be. Looked at without following a link. */
public sealed interface HomeSight {

    /** Nothing is there. */
    record Absent() implements HomeSight {}

    /**
     * A directory.
     *
     * @param mode the twelve permission bits
     * @param aclOpens whether an access control list lets a named user, a named group or others in
     */
    record Directory(long uid, long gid, int mode, boolean aclOpens) implements HomeSight {}

    /**
     * Something we never touch: a link, a file, a mount point, or what could not be looked at.
     *
     * @param what for people, for example "a symbolic link to /etc"
     */
    record Other(String what) implements HomeSight {}
}
