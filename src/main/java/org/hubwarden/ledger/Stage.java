package org.hubwarden.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps by which somebody leaves, in their order. Each is looked at again by every pass, whatever is remembered of it. */
public enum Stage {
    /** Out of groups, denied sudo, sudo's own memory of them gone. */
    RIGHTS(1),
    /** The account locked, its unit masked and stopped. */
    LOCK(2),
    /** What would start something later set aside, and sessions ended. */
    SESSIONS(3),
    /** No process, no shared memory, no mount of theirs. */
    PROCESSES(4),
    /** Keys in the home closed, and what they own elsewhere listed. */
    KEYS(5),
    /** The home in an archive. */
    ARCHIVE(6),
    /** The account gone, its numbers never given out again. */
    PURGE(7);

    private final int number;

    Stage(int number) {
        this.number = number;
    }

    /** Its place, from 1 on. */
    public int number() {
        return number;
    }

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
