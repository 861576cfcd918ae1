package org.hubwarden.host;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Packages;

/** Looks at everything on a machine that can give root. Changes nothing, follows no link, and opens nothing but files and directories. */
public interface Sweeper {

    /**
     * What is looked at.
     *
     * @param only absolute paths; with any, only they and what is below them
     */
    record Scope(Coverage coverage, Set<String> only) {
        public Scope {
            only = Set.copyOf(only);
        }
    }

    /**
     * Walks, and hands the entries of files to somebody, in their order and one by one.
     *
     * @throws HostFailure when a file system stops to answer
     */
    <T> T walk(Scope scope, Function<Iterator<Entry>, T> work) throws HostFailure;

    /** What is no file: the kernel, processes, mounts. Empty for a tree. */
    List<Entry> state();

    /** When the journal begins by now; empty where none is kept on a disk, and for a tree. */
    Optional<Instant> journalBegins();

    /** What the machine's package database says. */
    Packages packages();

    /** Which machine it is, see machine-id(5); empty text for none. */
    String machine();
}
