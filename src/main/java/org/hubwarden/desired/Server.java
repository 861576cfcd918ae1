package org.hubwarden.desired;

import org.hubwarden.model.Limits;

/**
 * What is special about one user's server.
 *
 * @param limits the user's own
 * @param relaxed whether it runs without a sandbox, but for its own {@code /tmp}
 * @param autostart whether it is kept running
 */
public record Server(Limits limits, boolean relaxed, boolean autostart) {

    /** Nothing. */
    public static final Server ORDINARY = new Server(Limits.UNSAID, false, false);
}
