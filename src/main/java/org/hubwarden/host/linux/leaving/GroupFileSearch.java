package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * A program of its own: it walks the file systems of this machine and names each file that gives a group to whoever runs it. It
 * follows no link and enters no mount, and needs memory for one path, however many files there are.
 */
public final class GroupFileSearch {

    /** The word on the command line that nobody types. */
    public static final String COMMAND = "errand-find-group-files";

    /** What the lines of its answer begin with; {@link #END} is the last one of a search that came to its end. */
    static final String FILE = "file ";

    static final String UNSEEN = "unseen ";
    static final String END = "end";

    private static final int SETGID = 02000;
    private static final int MOST_FOUND = 10_000;
    private static final int MOST_UNSEEN = 20;
    private static final int DEEPEST = 100_000;

    /** For so deep a tree; what is not used of it costs nothing. */
    private static final long STACK = 512L << 20;

    private final long gid;
    private final PrintStream out;
    private int found;
    private int unseen;

    private GroupFileSearch(long gid, PrintStream out) {
        this.gid = gid;
        this.out = out;
    }

    /** Searches for what gives the gid that is the only argument. Gives the exit status. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            GroupFileSearch search = new GroupFileSearch(Long.parseLong(arguments.get(0)), out);
            LocalMounts mounts = LocalMounts.of(MountTable.own());
            Thread walk = new Thread(null, () -> search.all(mounts), "search", STACK);
            walk.start();
            walk.join();
            return 0;
        } catch (IOException failure) {
            err.println("what is mounted cannot be read: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /** The last line is written only by a walk that came to its end. */
    private void all(LocalMounts mounts) {
        mounts.points().forEach(this::mount);
        mounts.others().forEach(other -> tell(UNSEEN + hex(other) + " it is no file system of this machine's own"));
        out.println(END);
        out.flush();
    }

    private void mount(String point) {
        try (Descriptor top = LatinPath.open(point)) {
            walk(top, top.stat(), point.equals("/") ? "" : point, 0);
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOTDIR)) {
                mountedFile(point);
            } else {
                unseen(point, failure);
            }
        }
    }

    /** A single file can be mounted over another, as containers do with /etc/resolv.conf. */
    private void mountedFile(String point) {
        int slash = point.lastIndexOf('/');
        try (Descriptor directory = LatinPath.open(point.substring(0, slash + 1))) {
            judge(directory.stat(LatinPath.name(point.substring(slash + 1))), point);
        } catch (SystemCallFailure failure) {
            unseen(point, failure);
        }
    }

    private void walk(Descriptor directory, FileStat here, String path, int depth) {
        if (depth > DEEPEST) {
            tell(UNSEEN + hex(path) + " it is too deep");
            return;
        }
        try {
            List<FileName> names = new ArrayList<>();
            while (directory.listNext(names)) {
                for (FileName name : names) {
                    look(directory, here, name, path, depth);
                }
                names.clear();
            }
        } catch (SystemCallFailure failure) {
            unseen(path, failure);
        }
    }

    private void look(Descriptor directory, FileStat here, FileName name, String path, int depth) {
        String there = path + "/" + name.latin();
        try {
            FileStat stat = directory.stat(name);
            if (stat.isDirectory() && !stat.isMountIn(here)) {
                try (Descriptor next = directory.openDirectory(name)) {
                    walk(next, stat, there, depth + 1);
                }
            } else {
                judge(stat, there);
            }
        } catch (SystemCallFailure failure) {
            unseen(there, failure);
        }
    }

    private void judge(FileStat stat, String path) {
        if (stat.isRegular() && stat.gid() == gid && (stat.permissions() & SETGID) != 0) {
            found(stat, path);
        }
    }

    private void found(FileStat stat, String path) {
        found++;
        if (found <= MOST_FOUND) {
            tell(FILE + stat.device() + " " + stat.inode() + " " + hex(path));
        } else if (found == MOST_FOUND + 1) {
            tell(UNSEEN + hex("/") + " there are more than " + MOST_FOUND + " such files");
        }
    }

    /** What is gone meanwhile is nothing that was missed. */
    private void unseen(String path, SystemCallFailure failure) {
        if (!failure.is(Errno.ENOENT) && unseen < MOST_UNSEEN) {
            unseen++;
            tell(UNSEEN + hex(path) + " " + failure.sentence());
        }
    }

    private void tell(String line) {
        out.println(line);
    }

    /** A path as bytes, so that none can forge a line. */
    static String hex(String latin) {
        return HexFormat.of().formatHex(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What {@link #hex} wrote. */
    static String unhex(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
