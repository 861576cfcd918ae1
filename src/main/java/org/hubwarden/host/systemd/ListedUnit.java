package org.hubwarden.host.systemd;

import java.util.List;

/**
 * A line of systemd's list of units.
 *
 * @param load whether its file was found: {@code loaded}, {@code not-found}, {@code masked} ...
 * @param active its state, as {@code systemctl is-active} says it
 * @param sub the same in more words
 * @param hasJob whether something is still being done with it
 */
record ListedUnit(String name, String load, String active, String sub, boolean hasJob) {

    /** What systemd answers for one unit: name, description, load, active, sub, follows, path, job, its type, its path. */
    static ListedUnit of(Object line) {
        List<?> fields = line instanceof Object[] array ? List.of(array) : (List<?>) line;
        return new ListedUnit(
                text(fields, 0),
                text(fields, 2),
                text(fields, 3),
                text(fields, 4),
                ((Number) fields.get(7)).longValue() != 0);
    }

    boolean isLoaded() {
        return load.equals("loaded");
    }

    boolean isActive() {
        return active.equals("active");
    }

    boolean isSlice() {
        return name.endsWith(".slice");
    }

    private static String text(List<?> fields, int index) {
        return String.valueOf(fields.get(index));
    }
}
