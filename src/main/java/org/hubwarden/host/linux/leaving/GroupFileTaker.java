package org.hubwarden.host.linux.leaving;

import java.io.PrintStream;
import java.util.List;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.LatinPath;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** A program of its own: it takes the setgid bit off one file, if it is the one that was found. */
public final class GroupFileTaker {

    /** The word on the command line that nobody types. */
    public static final String COMMAND = "errand-take-setgid";

    private static final int SETGID = 02000;

    private GroupFileTaker() {}

    /**
     * Does it; another file that has the path by now is left alone.
     *
     * @param arguments the gid, the device, the inode, and the path in hex digits
     */
    public static int run(List<String> arguments, PrintStream err) {
        long gid = Long.parseLong(arguments.get(0));
        long device = Long.parseLong(arguments.get(1));
        long inode = Long.parseLong(arguments.get(2));
        String path = GroupFileSearch.unhex(arguments.get(3));
        int slash = path.lastIndexOf('/');
        try (Descriptor directory = LatinPath.open(slash == 0 ? "/" : path.substring(0, slash))) {
            FileName name = LatinPath.name(path.substring(slash + 1));
            FileStat seen = directory.stat(name);
            if (!seen.isRegular() || seen.device() != device || seen.inode() != inode) {
                return 0;
            }
            try (Descriptor file = directory.openFile(name)) {
                FileStat stat = file.stat();
                boolean isIt = stat.device() == device && stat.inode() == inode && stat.gid() == gid;
                if (isIt && (stat.permissions() & SETGID) != 0) {
                    file.changeMode(stat.permissions() & ~SETGID);
                }
            }
            return 0;
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return 0;
            }
            err.println(failure.sentence());
            return 1;
        }
    }
}
