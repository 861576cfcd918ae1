package org.hubwarden.observed;

import java.util.Optional;

/**
 * One line of an account file.
 *
 * @param raw the line without its newline; each char is one byte of the file (ISO 8859-1), so that nothing is lost
 * @param entry what glibc reads in it; empty for comments, NIS lines and broken lines, which are kept all the same
 * @param isCanonical whether it is an entry, spelled as we would write it
 */
public record Line<E extends Entry>(String raw, Optional<E> entry, boolean isCanonical) {

    /** A line as it stands in a file. */
    static <E extends Entry> Line<E> read(String raw, Optional<E> entry) {
        return new Line<>(raw, entry, entry.map(e -> e.toLine().equals(raw)).orElse(false));
    }

    /** The line that is written for an entry. */
    static <E extends Entry> Line<E> of(E entry) {
        return new Line<>(entry.toLine(), Optional.of(entry), true);
    }
}
