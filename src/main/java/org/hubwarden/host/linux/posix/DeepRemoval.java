package org.hubwarden.host.linux.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.hubwarden.host.HostFailure;

/**
 * Removes a tree of any depth, without following a link or entering a mount. Of a directory it looks at so many names at a time:
 * there may be millions. Only to be used where nobody else moves directories.
 */
public final class DeepRemoval {

    private static final int AT_ONCE = 10_000;

    private final Deque<Level> levels = new ArrayDeque<>();
    private final TreeCursor cursor;

    /**
     * A directory on the way down.
     *
     * @param left directories in it that are still to be removed
     * @param isLast whether nothing else is in it
     */
    private record Level(FileName name, Deque<FileName> left, boolean isLast) {}

    private DeepRemoval(TreeCursor cursor) {
        this.cursor = cursor;
    }

    /** Removes it. Stops at what is mounted or cannot be removed, with that left in place. */
    public static void remove(Descriptor parent, FileName name) throws SystemCallFailure, HostFailure {
        try (TreeCursor cursor = new TreeCursor(parent)) {
            new DeepRemoval(cursor).run(name);
        }
    }

    private void run(FileName name) throws SystemCallFailure, HostFailure {
        if (isRemoved(name)) {
            return;
        }
        enter(name);
        while (!levels.isEmpty()) {
            Level level = levels.pop();
            if (!level.left().isEmpty()) {
                FileName next = level.left().pop();
                levels.push(level);
                enter(next);
            } else if (level.isLast()) {
                cursor.leave();
                cursor.here().removeDirectory(level.name());
            } else {
                levels.push(look(level.name()));
            }
        }
    }

    private void enter(FileName name) throws SystemCallFailure, HostFailure {
        cursor.enter(name, cursor.here().stat(name));
        levels.push(look(name));
    }

    /** Only names of directories are kept. It begins anew each time, since what was seen the last time is gone. */
    private Level look(FileName name) throws SystemCallFailure {
        List<FileName> names = new ArrayList<>();
        boolean isMore = true;
        try (Descriptor again = cursor.here().openDirectory(FileName.itself())) {
            while (isMore && names.size() < AT_ONCE) {
                isMore = again.listNext(names);
            }
        }
        Deque<FileName> directories = new ArrayDeque<>();
        for (FileName entry : names) {
            if (!isRemoved(entry)) {
                directories.add(entry);
            }
        }
        return new Level(name, directories, !isMore);
    }

    /** False for a directory, which stays. */
    private boolean isRemoved(FileName name) throws SystemCallFailure {
        if (cursor.here().stat(name).isDirectory()) {
            return false;
        }
        cursor.here().unlink(name);
        return true;
    }
}
