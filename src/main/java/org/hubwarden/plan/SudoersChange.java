package org.hubwarden.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A change to one of our two sudoers drop-ins. */
public sealed interface SudoersChange extends Change {

    /** The whole new text of the file; nothing where the file goes. */
    String content();

    /** The rule that gives the admin group root. Also when the file is put right. */
    record Grant(String path, String content, Reason reason) implements SudoersChange {
        @Override
        public String subject() {
            return path;
        }

        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Denials are added, before anything else is done.
     *
     * @param uids those newly denied; empty when only the file is put right
     */
    record Deny(String path, String content, SortedSet<Long> uids, Reason reason) implements SudoersChange {
        public Deny {
            uids = Collections.unmodifiableSortedSet(new TreeSet<>(uids));
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Denials are taken away, after everything else is done.
     *
     * @param uids those no longer denied
     */
    record Lift(String path, String content, SortedSet<Long> uids, Reason reason) implements SudoersChange {
        public Lift {
            uids = Collections.unmodifiableSortedSet(new TreeSet<>(uids));
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /** The file goes, since hubwarden gives the machine up. */
    record Withdraw(String path, Reason reason) implements SudoersChange {
        @Override
        public String content() {
            return "";
        }

        @Override
        public String subject() {
            return path;
        }

        @Override
        public Symbol symbol() {
            return Symbol.REMOVE;
        }
    }
}
