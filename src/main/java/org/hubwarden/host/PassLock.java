package org.hubwarden.host;

import java.time.Duration;

/** Keeps passes of the daemon and of commands apart. */
public interface PassLock {

    /**
     * Takes it.
     *
     * @throws HostFailure when another pass holds it for longer; the sentence says which process
     */
    Held acquire(Duration wait) throws HostFailure;

    /** The lock in hand. */
    interface Held extends AutoCloseable {

        /** Gives it back. Never throws. */
        @Override
        void close();
    }
}
