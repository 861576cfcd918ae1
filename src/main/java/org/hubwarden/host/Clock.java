package org.hubwarden.host;

import java.time.Instant;

/** What time it is. */
public interface Clock {

    /** Now, by the machine's clock. */
    Instant now();
}
