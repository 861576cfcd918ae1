package org.hubwarden.host;

import java.util.Optional;

/** The daemon that runs on this machine, for commands: what it can do is left to it, so that nobody does it at the same time. */
public interface Daemon {

    /**
     * Has it make a pass that sees what is there now, and waits for its end.
     *
     * @return what the pass came to, as the daemon writes it; empty where no daemon runs
     * @throws HostFailure when it does not do it
     */
    Optional<String> reconcile() throws HostFailure;

    /**
     * Says yes to what it holds.
     *
     * @param digest of what is held
     * @return until when that counts, as ISO 8601 writes it; empty where no daemon runs
     * @throws HostFailure when it does not take it
     */
    Optional<String> approve(String digest) throws HostFailure;
}
