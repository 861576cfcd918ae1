package org.hubwarden.host.linux.homes;

import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Makes a new directory durable with the files and directories in it, one by one. Unlike syncfs(2), it waits for nothing that others have
 * written to the same file system, which may be much.
 */
final class TreeFlush {

    private TreeFlush() {}

    /** Flushes it; there must be no links in it, which cannot be flushed. Nobody else may be at work in it. */
    static void flush(Descriptor parent, FileName name) throws SystemCallFailure {
        try (Descriptor directory = parent.openDirectory(name)) {
            for (FileName entry : directory.list()) {
                flushEntry(directory, entry);
            }
            directory.sync();
        }
    }

    private static void flushEntry(Descriptor directory, FileName name) throws SystemCallFailure {
        if (directory.stat(name).isDirectory()) {
            flush(directory, name);
        } else {
            try (Descriptor file = directory.openFile(name)) {
                file.sync();
            }
        }
    }
}
