package org.hubwarden.host;

import java.time.Duration;
import java.util.Optional;

/** Keeps passes of the daemon and of commands apart. */
public interface PassLock {

    /**
     * Takes it.
     *
     * @throws HostFailure when another pass holds it for longer; the sentence says which process
     */
    Held acquire(Duration wait) throws HostFailure;

    /** Which other process makes a pass now, in words that go after "waiting for"; empty when none does. Waits for nothing. */
    Optional<String> blocker();

    /** The lock in hand. */
    interface Held extends AutoCloseable {

        /** Gives it back. Never throws. */
        @Override
        void close();
    }
}
