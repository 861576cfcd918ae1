package org.hubwarden.host.linux.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.hubwarden.host.HostFailure;

/**
 * Removes a tree of any depth with two descriptors, without following a link or entering a mount. Only to be used where nobody else
 * moves directories: the way up is that by which we came down, and is looked at.
 */
public final class DeepRemoval {

    private static final FileName UP = FileName.parent();

    private final Deque<Level> levels = new ArrayDeque<>();
    private Descriptor here;

    /** A directory on the way down, and what of it is still to be removed. */
    private record Level(FileName name, FileStat stat, Iterator<FileName> left) {}

    private DeepRemoval(Descriptor parent) throws SystemCallFailure {
        this.here = parent.openDirectory(FileName.itself());
    }

    /** Removes it. Stops at what is mounted or cannot be removed, with that left in place. */
    public static void remove(Descriptor parent, FileName name) throws SystemCallFailure, HostFailure {
        DeepRemoval removal = new DeepRemoval(parent);
        try {
            removal.levels.push(new Level(name, parent.stat(), List.of(name).iterator()));
            removal.run();
        } finally {
            removal.here.close();
        }
    }

    private void run() throws SystemCallFailure, HostFailure {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (level.left().hasNext()) {
                removeOrEnter(level, level.left().next());
            } else {
                levels.pop();
                if (!levels.isEmpty()) {
                    leave(level);
                }
            }
        }
    }

    private void removeOrEnter(Level level, FileName name) throws SystemCallFailure, HostFailure {
        FileStat stat = here.stat(name);
        if (!stat.isDirectory()) {
            here.unlink(name);
            return;
        }
        if (stat.isMountIn(level.stat())) {
            throw new HostFailure("something is mounted at " + name + " in the home; unmount it");
        }
        Descriptor down = here.openDirectory(name);
        FileStat inside = down.stat();
        if (inside.inode() != stat.inode() || inside.device() != stat.device()) {
            down.close();
            throw new HostFailure(name + " in the home was exchanged while it was removed");
        }
        here.close();
        here = down;
        levels.push(new Level(name, inside, down.list().iterator()));
    }

    private void leave(Level done) throws SystemCallFailure, HostFailure {
        Descriptor up = here.openDirectory(UP);
        here.close();
        here = up;
        FileStat stat = up.stat();
        FileStat wanted = levels.element().stat();
        if (stat.inode() != wanted.inode() || stat.device() != wanted.device()) {
            throw new HostFailure(done.name() + " was moved while the home was removed");
        }
        up.removeDirectory(done.name());
    }
}
