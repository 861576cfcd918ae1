package org.hubwarden.host.linux;

import java.time.Instant;
import org.hubwarden.host.Clock;

/** The machine's clock. */
public final class LinuxClock implements Clock {

    @Override
    public Instant now() {
        return Instant.now();
    }
}
