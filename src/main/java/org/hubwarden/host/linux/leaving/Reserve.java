package org.hubwarden.host.linux.leaving;

import java.io.File;

/** What packing leaves free for everybody else on the file system of the archives: a full disk stops a class. */
final class Reserve {

    private static final long MOST = 1L << 30;
    private static final int PART = 20;

    private Reserve() {}

    /** A part of it all, and no more than so much. */
    static long of(long total) {
        return Math.min(MOST, total / PART);
    }

    /** Whether less than that is free. */
    static boolean isTouched(File directory) {
        return directory.getUsableSpace() < of(directory.getTotalSpace());
    }
}
