package org.hubwarden.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How often somebody may ask: many at once, as when a class logs in, and not for ever. Used by one thread. */
final class Rates {

    /** So many at once. */
    private static final int BURST = 1000;
    /** And so many a second. */
    private static final int PER_SECOND = 200;
    /** Only a few are let through to us at all. */
    private static final int CALLERS = 64;

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final Map<Long, Bucket> buckets = new LinkedHashMap<>();

    private record Bucket(double left, long at) {}

    /** {@code nanos}: a clock that is never set. */
    Rates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether this user may ask once more now. */
    boolean allow(long uid) {
        long now = nanos.getAsLong();
        Bucket before = buckets.getOrDefault(uid, new Bucket(BURST, now));
        double left = Math.min(BURST, before.left() + (now - before.at()) / NANOS * PER_SECOND);
        boolean allowed = left >= 1;
        if (buckets.size() >= CALLERS && !buckets.containsKey(uid)) {
            buckets.clear();
        }
        buckets.put(uid, new Bucket(allowed ? left - 1 : left, now));
        return allowed;
    }

    /** For people. */
    static String sentence() {
        return "more than " + PER_SECOND + " calls a second; wait a moment";
    }
}
