package org.hubwarden.host;

import java.util.Optional;

/** What the daemon last said of itself, for {@code hubwarden status}. */
public interface StatusFile {

    /** Replaces it, atomically. */
    void publish(String json) throws HostFailure;

    /** The last word; empty when no daemon has run since the machine started. */
    Optional<String> read() throws HostFailure;
}
