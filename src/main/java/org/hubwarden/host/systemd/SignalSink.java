package org.hubwarden.host.systemd;

/** Is told of signals. Called on the one thread that delivers them: must not block, and must not call the bus. */
interface SignalSink {

    /** A job is over. A hint: whoever waits for the job looks again. */
    void jobEnded(String job);

    /** Something about units may have changed. */
    void unitsChanged();

    /** The connection is of no use any more. */
    void lost();
}
