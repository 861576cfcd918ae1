package org.hubwarden.host;

import org.hubwarden.observed.SessionsSight;

/** Logins, and the systemd of each user: logind and systemd, asked and told over D-Bus. Thread-safe. */
public interface Sessions {

    /** Looks. Never throws: what keeps it from seeing is part of the answer. */
    SessionsSight look();

    /**
     * Writes to every terminal that belongs to the account, also those of its server. Never waits for one: a terminal that takes
     * nothing is passed over.
     *
     * @param text without control characters but newlines
     * @return to how many it was written
     */
    int tell(long uid, String text) throws HostFailure;

    /**
     * Ends every session of the account and its own systemd, with all that runs in them, and waits until they are gone. Programs
     * are asked to end, and killed when they do not within seconds.
     */
    void end(long uid) throws HostFailure;

    /** Has the account's systemd started at boot, or not. */
    void linger(long uid, boolean wanted) throws HostFailure;

    /** Starts the account's own systemd. */
    void startManager(long uid) throws HostFailure;
}
