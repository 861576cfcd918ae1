package org.hubwarden.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** A change to an account of ours. Groups that come and go with the account are part of it. */
public sealed interface AccountChange extends Change {

    /** Whose account. */
    UnixName unix();

    @Override
    default String subject() {
        return unix().value();
    }

    /**
     * A new account with a primary group of its own.
     *
     * @param gid of its primary group; the same number as the uid unless it was adopted once
     * @param home absolute path; the directory is made by {@link HomeChange.Create}
     * @param groups the supplementary groups it is put into
     */
    record Create(
            HubName hub,
            UnixName unix,
            long uid,
            long gid,
            String home,
            String shell,
            SortedSet<GroupName> groups,
            Reason reason)
            implements AccountChange {
        public Create {
            groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        }

        @Override
        public Symbol symbol() {
            return Symbol.CREATE;
        }
    }

    /** An account that somebody else made becomes ours. No file changes by this alone. */
    record Adopt(HubName hub, UnixName unix, long uid, long gid, String home, Reason reason) implements AccountChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Nobody may get in any more: {@code !} before the password field, expiry 1 and nologin, all three, since any one alone
     * lets something in.
     *
     * @param before what to remember for the account's return
     * @param groups the groups of ours it is taken out of
     */
    record Lock(UnixName unix, LockedFrom before, SortedSet<GroupName> groups, Reason reason) implements AccountChange {
        public Lock {
            groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        }

        @Override
        public Symbol symbol() {
            return Symbol.REMOVE;
        }
    }

    /**
     * A locked account comes back as it was.
     *
     * @param before what it was
     * @param groups the groups it is put into
     */
    record Unlock(UnixName unix, LockedFrom before, SortedSet<GroupName> groups, Reason reason)
            implements AccountChange {
        public Unlock {
            groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        }

        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Something in the account's lines is put right.
     *
     * @param gid of the account's own primary group
     * @param seen the gid that its line has now
     */
    record Repair(UnixName unix, long gid, long seen, Flaw flaw, Reason reason) implements AccountChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /** What {@link Repair} puts right. */
    enum Flaw {
        /** The primary group is not the account's own, which may make it a member of the admin group unseen. */
        PRIMARY_GROUP,
        /** No password is needed to log in. */
        EMPTY_PASSWORD,
        /** There is a line in passwd and none in shadow, or the hash is in passwd where everybody reads it. */
        NOT_SHADOWED
    }

    /** The account goes for ever, and its own group with it; its numbers are nobody's from then on. */
    record Purge(UnixName unix, long uid, long gid, Reason reason) implements AccountChange {
        @Override
        public Symbol symbol() {
            return Symbol.REMOVE;
        }
    }
}
