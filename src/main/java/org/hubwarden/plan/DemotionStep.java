package org.hubwarden.plan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;

/** One deed after somebody lost root. Sudo was denied before, and the group taken; this is about what still runs with the right. */
public sealed interface DemotionStep extends Change {

    /** Whose. */
    UnixName unix();

    @Override
    default String subject() {
        return unix().value();
    }

    @Override
    default Symbol symbol() {
        return Symbol.UPDATE;
    }

    /**
     * They are told on their terminals.
     *
     * @param text one line
     */
    record Tell(UnixName unix, long uid, String text, Reason reason) implements DemotionStep {}

    /**
     * Everything of theirs that runs is ended: their server, their sessions, whatever else has their uid.
     *
     * @param spare an id that nobody has, under which processes are killed
     * @param home where nothing of theirs may stay mounted
     * @param server the unit of their server
     * @param stops whether it runs, and so is stopped
     */
    record End(UnixName unix, long uid, long spare, String home, UnitName server, boolean stops, Reason reason)
            implements DemotionStep {}

    /** Their server, which was ended with the rest, runs again. */
    record Serve(UnixName unix, UnitName server, Reason reason) implements DemotionStep {}

    /** Single processes of theirs that have the right all the same are killed. */
    record Kill(UnixName unix, long uid, SortedSet<Long> pids, Reason reason) implements DemotionStep {
        public Kill {
            pids = Collections.unmodifiableSortedSet(new TreeSet<>(pids));
        }
    }

    /**
     * A search for files that give the group to whoever runs them begins, and goes on beside passes.
     *
     * @param after what was done before it, so that it counts for that
     */
    record Search(UnixName unix, long gid, SortedSet<String> after, Reason reason) implements DemotionStep {
        public Search {
            after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
        }
    }

    /**
     * A file gives the group of admins no longer.
     *
     * @param path its bytes as chars
     * @param device on which it is, with {@code inode}, so that no other is hit
     */
    record TakeBit(UnixName unix, String path, long device, long inode, long gid, Reason reason)
            implements DemotionStep {}

    /** That nothing of theirs has the right any more is looked at once more, and remembered. */
    record Prove(UnixName unix, long uid, long gid, Reason reason) implements DemotionStep {}
}
