package org.hubwarden.host.linux.leaving;

import java.io.File;
import java.util.Locale;

/** What is said where there is no room for an archive. */
final class Room {

    private static final String[] UNITS = {"bytes", "KB", "MB", "GB", "TB"};

    private Room() {}

    /** What the kernel says where there is none. */
    static final String NONE = "No space left on device";

    /** Whether that is what something failed for, by the kernel's words for it. */
    static boolean isWanting(String why) {
        return why.contains(NONE) || why.contains("Disk quota exceeded");
    }

    static String sentence(String home) {
        File directory = new File(HomeArchives.DIRECTORY);
        return "the home " + home + " stays as it is, since there is no room for its archive in " + directory
                + ", where "
                + words(directory.getUsableSpace()) + " of " + words(directory.getTotalSpace())
                + " are free, and " + words(Reserve.of(directory.getTotalSpace()))
                + " are kept free for others: make room there, or mount a larger file system at that place";
    }

    private static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
