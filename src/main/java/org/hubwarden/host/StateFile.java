package org.hubwarden.host;

import java.util.Optional;

/** The state file, and the copy of the last one that was accepted. */
public interface StateFile {

    /** Where it is, for messages; with {@code --root}, the path inside the tree's directory. */
    String path();

    /** Reads it once, without waiting for anything: a FIFO or a device is refused, never opened for reading. */
    StateFileReading read();

    /** The last accepted content; empty when none was ever accepted. */
    Optional<byte[]> lastGood() throws HostFailure;

    /** Keeps accepted content, durably and atomically. */
    void keepLastGood(byte[] content) throws HostFailure;
}
