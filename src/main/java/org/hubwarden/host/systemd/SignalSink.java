package org.hubwarden.host.systemd;

/** Is told of signals. Called on the one thread that delivers them: must not block, and must not call the bus. */
interface SignalSink {

    /** There is a new connection: whatever happened before it was not heard of. */
    void connected();

    /** A job is over. A hint: whoever waits for the job looks again. */
    void jobEnded(String job, String unit);

    /** Something about one unit may have changed; it need not be a server. */
    void unitChanged(String unit);

    /** Something about units may have changed. */
    void unitsChanged();

    /** The connection is of no use any more. */
    void lost();
}
