package org.hubwarden.host.linux.posix;

/** Removes a directory with all that is in it, without following a link or entering a mount. */
public final class TreeRemoval {

    private TreeRemoval() {}

    /** Removes it. What is mounted below makes it fail with EBUSY, with that left in place. */
    public static void remove(Descriptor parent, FileName name) throws SystemCallFailure {
        try (Descriptor directory = parent.openDirectory(name)) {
            FileStat here = directory.stat();
            for (FileName entry : directory.list()) {
                removeEntry(directory, here, entry);
            }
        }
        parent.removeDirectory(name);
    }

    private static void removeEntry(Descriptor directory, FileStat here, FileName name) throws SystemCallFailure {
        FileStat stat = directory.stat(name);
        if (stat.isDirectory() && !stat.isMountIn(here)) {
            remove(directory, name);
        } else if (stat.isDirectory()) {
            directory.removeDirectory(name);
        } else {
            directory.unlink(name);
        }
    }
}
