package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * Walks the file systems of this machine itself. It follows no link and enters no mount, and needs memory for one path and some
 * names of each directory on it, however many files there are.
 */
final class MachineWalk {

    private static final int DEEPEST = 100_000;

    /** For so deep a tree; what is not used of it costs nothing. */
    private static final long STACK = 512L << 20;

    private final LocalMounts mounts;
    private final Visitor visitor;
    private final StringBuilder path = new StringBuilder();

    /** What is done with each file. */
    interface Visitor {
        /**
         * Looks at one.
         *
         * @param path its bytes as chars
         * @return whether to go into it, if it is a directory
         */
        boolean visit(Descriptor directory, FileName name, FileStat stat, CharSequence path)
                throws SystemCallFailure, IOException;

        /** Is told of a place that could not be looked at. */
        void unseen(String path, String why) throws IOException;
    }

    private MachineWalk(LocalMounts mounts, Visitor visitor) {
        this.mounts = mounts;
        this.visitor = visitor;
    }

    /** Walks to the end of everything, on a thread with room for it. Whatever ends it before, memory that is short included, is a failure. */
    static void run(Visitor visitor) throws IOException, InterruptedException {
        LocalMounts mounts = LocalMounts.of(MountTable.own());
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread walk = new Thread(
                null,
                () -> {
                    try {
                        new MachineWalk(mounts, visitor).all();
                    } catch (IOException failure) {
                        failures.add(failure);
                    }
                },
                "search",
                STACK);
        walk.setUncaughtExceptionHandler((self, fault) -> failures.add(fault));
        walk.start();
        walk.join();
        if (!failures.isEmpty()) {
            throw new IOException(String.valueOf(failures.get(0).getMessage()), failures.get(0));
        }
    }

    private void all() throws IOException {
        for (String point : mounts.points()) {
            mount(point);
        }
        for (String other : mounts.others()) {
            visitor.unseen(other, "it is no file system of this machine's own");
        }
    }

    private void mount(String point) throws IOException {
        path.setLength(0);
        path.append(point.equals("/") ? "" : point);
        try (Descriptor top = LatinPath.open(point)) {
            walk(top, top.stat(), 0);
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOTDIR)) {
                mountedFile(point);
            } else {
                unseen(failure);
            }
        }
    }

    /** A single file can be mounted over another, as containers do with /etc/resolv.conf. */
    private void mountedFile(String point) throws IOException {
        int slash = point.lastIndexOf('/');
        try (Descriptor directory = LatinPath.open(point.substring(0, slash + 1))) {
            FileName name = LatinPath.name(point.substring(slash + 1));
            visitor.visit(directory, name, directory.stat(name), path);
        } catch (SystemCallFailure failure) {
            unseen(failure);
        }
    }

    private void walk(Descriptor directory, FileStat here, int depth) throws IOException {
        if (depth > DEEPEST) {
            visitor.unseen(path.toString(), "it is too deep");
            return;
        }
        boolean hasMounts = mounts.isAnyIn(path);
        try {
            List<FileName> names = new ArrayList<>();
            while (directory.listNext(names)) {
                for (FileName name : names) {
                    if (!hasMounts || !mounts.isPoint(path + "/" + name.latin())) {
                        look(directory, here, name, depth);
                    }
                }
                names.clear();
            }
        } catch (SystemCallFailure failure) {
            unseen(failure);
        }
    }

    private void look(Descriptor directory, FileStat here, FileName name, int depth) throws IOException {
        int length = path.length();
        path.append('/').append(name.latin());
        try {
            FileStat stat = directory.stat(name);
            boolean isToEnter = !stat.isMountIn(here) && visitor.visit(directory, name, stat, path);
            if (isToEnter && stat.isDirectory()) {
                try (Descriptor next = directory.openDirectory(name)) {
                    walk(next, stat, depth + 1);
                }
            }
        } catch (SystemCallFailure failure) {
            unseen(failure);
        }
        path.setLength(length);
    }

    /** What is gone meanwhile is nothing that was missed. */
    private void unseen(SystemCallFailure failure) throws IOException {
        if (!failure.is(Errno.ENOENT)) {
            visitor.unseen(path.toString(), failure.sentence());
        }
    }
}
