package org.hubwarden.model;

/**
 * The ids that new accounts and groups may get, both ends included.
 *
 * @param min at least 1: uid 0 is never ours
 * @param max at most {@value #HIGHEST}
 */
public record IdRange(long min, long max) {

    /** The highest id that every tool reads as a positive number. */
    public static final long HIGHEST = Integer.MAX_VALUE;

    public IdRange {
        if (min < 1 || max < min || max > HIGHEST) {
            throw new IllegalArgumentException("not a range of ids: " + min + " to " + max);
        }
    }

    /** Whether the id is in the range. */
    public boolean contains(long id) {
        return id >= min && id <= max;
    }

    /** Whether the kernel or convention gives the id a meaning of its own: nobody, and both forms of "no id". */
    public static boolean isReserved(long id) {
        return id == 0 || id == 65534 || id == 65535 || id == 0xFFFF_FFFFL;
    }

    @Override
    public String toString() {
        return min + ".." + max;
    }
}
