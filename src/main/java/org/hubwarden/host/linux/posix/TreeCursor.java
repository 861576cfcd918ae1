package org.hubwarden.host.linux.posix;

import java.util.ArrayDeque;
import java.util.Deque;
import org.hubwarden.host.HostFailure;

/**
 * A place in a tree of any depth, held with one descriptor. No link is followed and no mount entered. The way up is that by which we
 * came down, and is looked at. Only to be used where nobody else moves directories.
 */
public final class TreeCursor implements AutoCloseable {

    private static final FileName UP = FileName.parent();

    private final Deque<FileStat> above = new ArrayDeque<>();
    private Descriptor here;
    private FileStat stat;

    /** Begins at a directory, which stays open beside. */
    public TreeCursor(Descriptor top) throws SystemCallFailure {
        this.here = top.openDirectory(FileName.itself());
        this.stat = here.stat();
    }

    /** The directory in which it is; until it is moved. */
    public Descriptor here() {
        return here;
    }

    /** What was seen of that directory when it was entered. */
    public FileStat stat() {
        return stat;
    }

    /** How far it is below where it began. */
    public int depth() {
        return above.size();
    }

    /** Goes down into a directory that was seen under this name. */
    public void enter(FileName name, FileStat seen) throws SystemCallFailure, HostFailure {
        if (seen.isMountIn(stat)) {
            throw new HostFailure("something is mounted at " + name + " in the home; unmount it");
        }
        Descriptor down = here.openDirectory(name);
        FileStat inside = down.stat();
        if (!isSame(inside, seen)) {
            down.close();
            throw new HostFailure(name + " in the home was exchanged meanwhile");
        }
        above.push(stat);
        moveTo(down, inside);
    }

    /** Goes up again. */
    public void leave() throws SystemCallFailure, HostFailure {
        Descriptor up = here.openDirectory(UP);
        FileStat reached = up.stat();
        FileStat wanted = above.pop();
        moveTo(up, wanted);
        if (!isSame(reached, wanted)) {
            throw new HostFailure("a directory in the home was moved meanwhile");
        }
    }

    private void moveTo(Descriptor directory, FileStat seen) {
        here.close();
        here = directory;
        stat = seen;
    }

    private static boolean isSame(FileStat one, FileStat other) {
        return one.inode() == other.inode() && one.device() == other.device();
    }

    @Override
    public void close() {
        here.close();
    }
}
