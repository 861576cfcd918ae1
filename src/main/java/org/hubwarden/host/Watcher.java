package org.hubwarden.host;

import java.time.Duration;

/** Tells when something that a pass reads may have changed. A hint to look again, never the truth. */
public interface Watcher extends AutoCloseable {

    /**
     * Waits for a change, or for {@link #wake}. Never waits for a file system.
     *
     * @return whether there was a change since the last call
     */
    boolean await(Duration atMost) throws InterruptedException;

    /** Ends a wait that is under way, or the next one. May be called from any thread. */
    void wake();

    @Override
    void close();
}
