package org.hubwarden.host;

/** What reading the state file came to. */
public sealed interface StateFileReading {

    /** Its bytes. The array belongs to the receiver. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Content(byte[] bytes) implements StateFileReading {}

    /** There is no such file. Removes nobody. */
    record Absent() implements StateFileReading {}

    /**
     * It is there and is not read: others can write it or a directory above it, it is no regular file, too large, or the
     * machine gives an error.
     *
     * @param why a sentence that says what to do
     */
    record Refused(String why) implements StateFileReading {}
}
