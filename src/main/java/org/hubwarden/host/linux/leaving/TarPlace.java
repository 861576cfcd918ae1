package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.host.linux.posix.TreeCursor;

/**
 * The place in a tree at which an archive is being read: tar writes a directory, then all that is in it. Goes down into each
 * directory, and up again once its last file was read, so that a tree may be of any depth.
 */
final class TarPlace implements AutoCloseable {

    private final Descriptor top;
    private final TreeCursor cursor;
    private final Visitor visitor;
    private String at = "";

    /** What is done with each file. */
    interface Visitor {
        /** Does it, in the directory in which it is or is to be. */
        void visit(Descriptor directory, TarMember member) throws IOException, SystemCallFailure, HostFailure;

        /** Does what is to be done with a directory after all that is in it. */
        void leave(Descriptor directory) throws IOException, SystemCallFailure, HostFailure;
    }

    /** {@code top}: what was packed, or is to be made. */
    TarPlace(Descriptor top, Visitor visitor) throws SystemCallFailure {
        this.top = top;
        this.cursor = new TreeCursor(top);
        this.visitor = visitor;
    }

    /** The next file of the archive. The top is the first. */
    void take(TarMember member) throws IOException, SystemCallFailure, HostFailure {
        goTo(member);
        visitor.visit(cursor.here(), member);
        if (member.isDirectory() && !member.path().isEmpty()) {
            cursor.enter(member.name(), cursor.here().stat(member.name()));
            at = member.path();
        }
    }

    private void goTo(TarMember member) throws IOException, SystemCallFailure, HostFailure {
        String parent = member.parent();
        while (!at.equals(parent) && cursor.depth() > 0) {
            leave();
        }
        if (!at.equals(parent)) {
            throw new IOException("the archive has a file before its directory: ./" + TarText.escape(member.path()));
        }
    }

    private void leave() throws IOException, SystemCallFailure, HostFailure {
        visitor.leave(cursor.here());
        cursor.leave();
        at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }

    /** After the last one. */
    void end() throws IOException, SystemCallFailure, HostFailure {
        while (cursor.depth() > 0) {
            leave();
        }
        visitor.leave(cursor.here());
    }

    /** Opens the directory in which a file is that was there before, by its path. */
    Descriptor openParent(String path) throws SystemCallFailure {
        Descriptor here = top.openDirectory(FileName.itself());
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        for (String name : parent.split("/", -1)) {
            if (!name.isEmpty()) {
                try (Descriptor above = here) {
                    here = above.openDirectory(LatinPath.name(name));
                }
            }
        }
        return here;
    }

    @Override
    public void close() {
        cursor.close();
    }
}
