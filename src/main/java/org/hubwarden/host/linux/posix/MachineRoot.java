package org.hubwarden.host.linux.posix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.HostFailure;

/**
 * The machine's file tree: {@code /}, or the directory given with {@code --root}. Paths are walked from there name by name
 * without following a link, so that nothing leads out of it.
 */
public final class MachineRoot {

    /** Who we are: this does not change while we run. */
    private static final long SELF = Libc.geteuid() & 0xFFFF_FFFFL;

    private final Path root;

    public MachineRoot(Path root) {
        this.root = root;
    }

    /** Whether owners can be set and are compared: only root can. */
    public static boolean ownershipCounts() {
        return SELF == 0;
    }

    /**
     * The names in an absolute path.
     *
     * @throws IllegalArgumentException when it is not absolute or leads upwards; the message is for people
     */
    public static List<FileName> names(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        List<FileName> names = new ArrayList<>();
        for (String component : path.split("/", -1)) {
            if (!component.isEmpty()) {
                names.add(FileName.of(component));
            }
        }
        return names;
    }

    /** Whether nothing can be written there by anybody, as access(2) says. */
    public boolean isReadOnly(String path) {
        return !Files.isWritable(root.resolve(path.substring(1)));
    }

    /** Opens a directory. */
    public Descriptor open(List<FileName> names) throws SystemCallFailure {
        Descriptor here = Descriptor.openRoot(root);
        for (FileName name : names) {
            try (Descriptor parent = here) {
                here = parent.openDirectory(name);
            }
        }
        return here;
    }

    /**
     * Opens a directory in whose place nobody but root could put another.
     *
     * @throws HostFailure when it, or one above it, belongs to somebody else, can be written by others, or is a link
     */
    public Descriptor openTrusted(String path) throws HostFailure, SystemCallFailure {
        List<FileName> names = names(path);
        Descriptor here = Descriptor.openRoot(root);
        StringBuilder walked = new StringBuilder();
        for (FileName name : names) {
            walked.append('/').append(name);
            try (Descriptor parent = here) {
                requireTrusted(parent.stat(name), walked.toString());
                here = parent.openDirectory(name);
            }
        }
        return here;
    }

    private static void requireTrusted(FileStat stat, String path) throws HostFailure {
        if (stat.isLink()) {
            throw new HostFailure(path + " is a symbolic link; write the path it leads to instead");
        }
        if (!stat.isDirectory()) {
            throw new HostFailure(path + " is " + stat.kind() + ", not a directory");
        }
        String fault = distrust(stat);
        if (!fault.isEmpty()) {
            throw new HostFailure(path + " " + fault);
        }
    }

    /** Why somebody but root could change this; a phrase that says what to do, or nothing. */
    public static String distrust(FileStat stat) {
        if (stat.uid() != 0 && stat.uid() != SELF) {
            return "belongs to uid " + stat.uid() + "; it must be root's: chown root it";
        }
        if (stat.writableByOthers()) {
            return "can be written by others than root: chmod go-w it";
        }
        return "";
    }
}
