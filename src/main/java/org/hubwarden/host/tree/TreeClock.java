package org.hubwarden.host.tree;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.hubwarden.host.Clock;
import org.hubwarden.observed.ClockSight;

/** The time for a tree of files: nothing runs there that a wrong clock would hurt. */
public final class TreeClock implements Clock {

    private final InstantSource source;
    private final ZoneId zone;

    /** {@code zone}: where days end. */
    public TreeClock(InstantSource source, ZoneId zone) {
        this.source = source;
        this.zone = zone;
    }

    @Override
    public Instant now() {
        return source.instant();
    }

    @Override
    public ClockSight look() {
        return ClockSight.good(now(), zone);
    }

    @Override
    public void rely() {}

    @Override
    public void believe() {}
}
