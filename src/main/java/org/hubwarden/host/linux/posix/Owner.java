package org.hubwarden.host.linux.posix;

/** Whose a file is: an account and its primary group, by number. */
public record Owner(long uid, long gid) {

    public static final Owner ROOT = new Owner(0, 0);
}
