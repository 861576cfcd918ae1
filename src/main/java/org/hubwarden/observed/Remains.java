package org.hubwarden.observed;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the machine still has of somebody who leaves, or who left and is back.
 *
 * @param marks what is there
 * @param jobs their crontab and their at jobs, by path
 * @param archives the names of the whole archives of their home, of every time that they left
 * @param setback why their home could not be packed or brought back, while that is not tried again
 * @param elsewhere the lists of what they own outside their home, of every time that they left
 */
public record Remains(
        Set<Mark> marks,
        SortedSet<String> jobs,
        Set<String> archives,
        Optional<Setback> setback,
        List<FileList> elsewhere) {

    /**
     * Something that failed, and takes long.
     *
     * @param why a sentence for people, with what to do
     * @param again when it is tried again by itself
     */
    public record Setback(String why, Instant again) {}

    /** Something that is there or is not. */
    public enum Mark {
        /** sudo remembers that they gave their password. */
        SUDO,
        /** Their unit is masked, as we do it. */
        MASK,
        /** Their systemd is started at boot. */
        LINGER,
        /** They are logged in, or programs of a login go on. */
        SIGNED_ON,
        /** A file in the home that lets keys in over ssh. */
        KEYS,
        /** Something was set aside for the case that they return. */
        SET_ASIDE,
        /** What they own outside the home is being listed, or what somebody else owns: that is done for some at a time. */
        LISTING,
        /** A unit of ours is at work on their files. */
        AT_WORK,
        /** A process, a shared memory or a mount of theirs was seen. */
        ALIVE
    }

    /** Nothing at all. */
    public static final Remains NOTHING =
            new Remains(Set.of(), Collections.emptySortedSet(), Set.of(), Optional.empty(), List.of());

    public Remains {
        marks = Set.copyOf(marks);
        jobs = Collections.unmodifiableSortedSet(new TreeSet<>(jobs));
        archives = Set.copyOf(archives);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Whether the archive of that name is whole. The latest name need not be the last: a clock may have been wrong once. */
    public boolean isIn(String archive) {
        return archives.contains(archive);
    }

    /** The list of that name, if it is whole. */
    public Optional<FileList> list(String file) {
        return elsewhere.stream().filter(list -> list.file().equals(file)).findFirst();
    }

    /** Whether it is there. */
    public boolean has(Mark mark) {
        return marks.contains(mark);
    }
}
