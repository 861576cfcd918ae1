package org.hubwarden.host.linux.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.hubwarden.host.HostFailure;

/**
 * Removes a tree of any depth, without following a link or entering a mount. Only to be used where nobody else moves
 * directories.
 */
public final class DeepRemoval {

    private final Deque<Level> levels = new ArrayDeque<>();
    private final TreeCursor cursor;

    /** A directory on the way down, and what of it is still to be removed. */
    private record Level(FileName name, Iterator<FileName> left) {}

    private DeepRemoval(TreeCursor cursor, FileName name) {
        this.cursor = cursor;
        levels.push(new Level(name, List.of(name).iterator()));
    }

    /** Removes it. Stops at what is mounted or cannot be removed, with that left in place. */
    public static void remove(Descriptor parent, FileName name) throws SystemCallFailure, HostFailure {
        try (TreeCursor cursor = new TreeCursor(parent)) {
            new DeepRemoval(cursor, name).run();
        }
    }

    private void run() throws SystemCallFailure, HostFailure {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (level.left().hasNext()) {
                removeOrEnter(level.left().next());
            } else {
                levels.pop();
                if (!levels.isEmpty()) {
                    cursor.leave();
                    cursor.here().removeDirectory(level.name());
                }
            }
        }
    }

    private void removeOrEnter(FileName name) throws SystemCallFailure, HostFailure {
        FileStat stat = cursor.here().stat(name);
        if (stat.isDirectory()) {
            cursor.enter(name, stat);
            levels.push(new Level(name, cursor.here().list().iterator()));
        } else {
            cursor.here().unlink(name);
        }
    }
}
