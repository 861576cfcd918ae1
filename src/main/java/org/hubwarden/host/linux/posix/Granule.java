package org.hubwarden.host.linux.posix;

import java.time.Instant;

/**
 * How coarse the stamps of files are. A file that is changed twice within one granule may look the same after both, as git's
 * racy entries do: a stamp tells only when it is older than that.
 */
public final class Granule {

    /** Kernels stamp files with the time of their last tick, which is 10 ms at most. */
    private static final long TICK = 100_000_000L;

    /** Some file systems keep whole seconds only, or pairs of them. */
    private static final long COARSE = 3_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private Granule() {}

    /** An instant as nanoseconds since 1970. */
    public static long nanos(Instant instant) {
        return instant.getEpochSecond() * SECOND + instant.getNano();
    }

    /**
     * Whether a file that is changed from now on cannot have this time of change.
     *
     * @param changed in nanoseconds since 1970, as {@code now}
     */
    public static boolean isOver(long changed, long now) {
        return changed + (changed % SECOND == 0 ? COARSE : TICK) < now;
    }
}
