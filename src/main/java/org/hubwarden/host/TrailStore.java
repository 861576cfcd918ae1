package org.hubwarden.host;

import java.util.Optional;

/**
 * Where it is kept which changes are about to be made and told, for the case that whoever makes them dies in between. To be
 * used by who holds the pass lock.
 */
public interface TrailStore {

    /** What was kept last; empty when nothing is owed. */
    Optional<byte[]> read() throws HostFailure;

    /** Replaces it, atomically and durably. */
    void write(byte[] content) throws HostFailure;

    /** Nothing is owed any more. A crash may bring back what was kept. */
    void forget() throws HostFailure;

    /** Puts what cannot be understood aside, for people; returns where it is now. */
    String setAside() throws HostFailure;
}
