package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;

/** A program of its own: it names each file of this machine that gives a group to whoever runs it; see {@link MachineWalk}. */
public final class GroupFileSearch implements MachineWalk.Visitor {

    /** The word on the command line that nobody types. */
    public static final String COMMAND = "errand-find-group-files";

    /** What the lines of its answer begin with; {@link #END} is the last one of a search that came to its end. */
    static final String FILE = "file ";

    static final String UNSEEN = "unseen ";
    static final String END = "end";

    private static final int SETGID = 02000;
    private static final int MOST_FOUND = 10_000;
    private static final int MOST_UNSEEN = 20;

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
            MachineWalk.run(new GroupFileSearch(Long.parseLong(arguments.get(0)), out));
            out.println(END);
            out.flush();
            return 0;
        } catch (IOException failure) {
            err.println("not everything could be searched: " + failure.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    @Override
    public boolean visit(Descriptor directory, FileName name, FileStat stat, CharSequence path) {
        if (stat.isRegular() && stat.gid() == gid && (stat.permissions() & SETGID) != 0) {
            found(stat, path.toString());
        }
        return true;
    }

    private void found(FileStat stat, String path) {
        found++;
        if (found <= MOST_FOUND) {
            out.println(FILE + stat.device() + " " + stat.inode() + " " + hex(path));
        } else if (found == MOST_FOUND + 1) {
            unseen("/", "there are more than " + MOST_FOUND + " such files");
        }
    }

    @Override
    public void unseen(String path, String why) {
        unseen++;
        if (unseen <= MOST_UNSEEN) {
            out.println(UNSEEN + hex(path) + " " + why);
        }
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
