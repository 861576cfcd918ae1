package org.hubwarden.plan;

import org.hubwarden.model.HomeMode;
import org.hubwarden.model.UnixName;

/** A change to a home. */
public sealed interface HomeChange extends Change {

    /** Whose home. */
    UnixName unix();

    /** Where, absolute. */
    String path();

    @Override
    default String subject() {
        return path();
    }

    /**
     * A new home.
     *
     * @param uid owner of everything in it
     * @param gid group of everything in it
     * @param skeleton directory whose contents it starts with, absolute
     */
    record Create(UnixName unix, String path, long uid, long gid, HomeMode mode, String skeleton, Reason reason)
            implements HomeChange {
        @Override
        public Symbol symbol() {
            return Symbol.CREATE;
        }
    }

    /**
     * The home gets the account's own group back, so that its group's rights are nobody else's.
     *
     * @param uid the owner it must have for anything to be done
     * @param from the group that was seen
     * @param to the account's own
     */
    record Regroup(UnixName unix, String path, long uid, long from, long to, Reason reason) implements HomeChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /**
     * Rights of others are taken off, and an access control list that lets somebody in.
     *
     * @param uid the owner it must have for anything to be done
     * @param from the mode that was seen
     * @param to the mode it gets: {@code from} without rights for others
     * @param acl whether access control lists are removed
     */
    record Close(UnixName unix, String path, long uid, int from, int to, boolean acl, Reason reason)
            implements HomeChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }
}
