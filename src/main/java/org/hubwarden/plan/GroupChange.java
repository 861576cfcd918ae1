package org.hubwarden.plan;

import org.hubwarden.model.GroupName;

/** A change to a group of ours. */
public sealed interface GroupChange extends Change {

    /** Which group. */
    GroupName group();

    @Override
    default String subject() {
        return group().value();
    }

    /** A new group, empty; or the primary group of an account that lost it. */
    record Create(GroupName group, long gid, Reason reason) implements GroupChange {
        @Override
        public Symbol symbol() {
            return Symbol.CREATE;
        }
    }

    /** A group that somebody else made becomes ours. No file changes by this alone. */
    record Adopt(GroupName group, long gid, Reason reason) implements GroupChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }

    /** An account that exists is put into a group. */
    record AddMember(GroupName group, String member, Reason reason) implements GroupChange {
        @Override
        public Symbol symbol() {
            return Symbol.CREATE;
        }
    }

    /** A member is taken out; also one that is no account of ours, where the group grants rights. */
    record RemoveMember(GroupName group, String member, Reason reason) implements GroupChange {
        @Override
        public Symbol symbol() {
            return Symbol.REMOVE;
        }
    }

    /** The line says what it should in an odd spelling, or gshadow does not agree with it. */
    record Tidy(GroupName group, Reason reason) implements GroupChange {
        @Override
        public Symbol symbol() {
            return Symbol.UPDATE;
        }
    }
}
