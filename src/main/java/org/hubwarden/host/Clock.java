package org.hubwarden.host;

import java.time.Instant;
import org.hubwarden.observed.ClockSight;

/** What time it is, and whether that can be relied on. */
public interface Clock {

    /** Now, by the machine's clock. */
    Instant now();

    /** The same, with what speaks against it. */
    ClockSight look();

    /** Remembers that the clock is relied on from now on, where that is not remembered since the machine's start: later jumps are seen by it. */
    void rely() throws HostFailure;

    /** Remembers that somebody said that the clock is right as it is now, whatever it was before. */
    void believe() throws HostFailure;
}
