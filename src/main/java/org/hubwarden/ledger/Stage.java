package org.hubwarden.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps by which somebody leaves, in their order. Each is looked at again by every pass, whatever is remembered of it. */
public enum Stage {
    /** Out of groups, denied sudo, sudo's own memory of them gone. */
    RIGHTS,
    /** The account locked, its unit masked and stopped. */
    LOCK,
    /** What would start something later set aside, and sessions ended. */
    SESSIONS,
    /** No process, no shared memory, no mount of theirs. */
    PROCESSES,
    /** Keys in the home closed, and what they own elsewhere listed. */
    KEYS,
    /** The home in an archive. */
    ARCHIVE,
    /** The account gone, its numbers never given out again. */
    PURGE;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@link #word} wrote. */
    static Optional<Stage> of(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findFirst();
    }
}
