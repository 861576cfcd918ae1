package org.hubwarden.observed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What is seen of the machine's clock, and what speaks against it.
 *
 * @param now what it says
 * @param zone where days end
 * @param unsynchronised why the kernel says that nothing keeps it right, a clause; empty when something does
 * @param jump how far it was set since it was first relied on after the machine's start, beyond the time that went by
 * @param believed whether somebody said since that start that it is right
 */
public record ClockSight(Instant now, ZoneId zone, Optional<String> unsynchronised, Duration jump, boolean believed) {

    /** A clock that nothing speaks against. */
    public static ClockSight good(Instant now, ZoneId zone) {
        return new ClockSight(now, zone, Optional.empty(), Duration.ZERO, false);
    }
}
