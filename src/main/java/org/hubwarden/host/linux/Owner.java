package org.hubwarden.host.linux;

/** Whose a file is: an account and its primary group, by number. */
record Owner(long uid, long gid) {

    static final Owner ROOT = new Owner(0, 0);
}
