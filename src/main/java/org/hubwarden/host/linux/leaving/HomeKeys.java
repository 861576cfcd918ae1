package org.hubwarden.host.linux.leaving;

import java.nio.file.Path;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * The files in a home whose keys sshd lets in. They get another name while their owner is gone: nothing in them is read or changed.
 * Everything on the way is the owner's, so each name is opened without following a link; where the directory itself is one, which
 * sshd follows, the link gets another name.
 */
final class HomeKeys {

    private static final String CLOSED = ".closed-by-hubwarden";
    private static final FileName DIRECTORY = FileName.of(".ssh");
    private static final FileName CLOSED_DIRECTORY = FileName.of(".ssh" + CLOSED);
    private static final List<String> FILES = List.of("authorized_keys", "authorized_keys2");

    private final Root root;
    private final MachineRoot machine;

    HomeKeys(Root root) {
        this.root = root;
        this.machine = new MachineRoot(root.directory());
    }

    boolean areOpen(String home, long uid) throws SystemCallFailure {
        return in(home, uid, directory -> isLink(directory, DIRECTORY) || isAnyThere(directory, ""));
    }

    boolean areClosed(String home, long uid) throws SystemCallFailure {
        return in(home, uid, directory -> isThere(directory, CLOSED_DIRECTORY) || isAnyThere(directory, CLOSED));
    }

    void close(String home, long uid) throws SystemCallFailure {
        in(home, uid, directory -> {
            if (isLink(directory, DIRECTORY)) {
                move(directory, DIRECTORY, CLOSED_DIRECTORY);
            }
            return rename(directory, "", CLOSED, HomeKeys::move);
        });
    }

    /** What has the name by now is newer, and stays. */
    void open(String home, long uid) throws SystemCallFailure {
        in(home, uid, directory -> {
            if (isThere(directory, CLOSED_DIRECTORY)) {
                giveBack(directory, CLOSED_DIRECTORY, DIRECTORY);
            }
            return rename(directory, CLOSED, "", HomeKeys::giveBack);
        });
    }

    private static boolean isAnyThere(Descriptor home, String ending) throws SystemCallFailure {
        if (!isThere(home, DIRECTORY) || !home.stat(DIRECTORY).isDirectory()) {
            return false;
        }
        try (Descriptor keys = home.openDirectory(DIRECTORY)) {
            for (String file : FILES) {
                if (isThere(keys, FileName.of(file + ending))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A new name for one file. */
    private interface Renaming {
        void run(Descriptor directory, FileName from, FileName to) throws SystemCallFailure;
    }

    /** What stands in the way is somebody's, and gets a name that nobody could know before. */
    private static void move(Descriptor directory, FileName from, FileName to) throws SystemCallFailure {
        if (isThere(directory, to)) {
            putAside(directory, to);
        }
        directory.replace(from, to);
    }

    private static void giveBack(Descriptor directory, FileName from, FileName to) throws SystemCallFailure {
        if (isThere(directory, to)) {
            putAside(directory, from);
        } else {
            directory.replace(from, to);
        }
    }

    private static void putAside(Descriptor directory, FileName name) throws SystemCallFailure {
        String other = name.latin() + "." + Long.toHexString(System.nanoTime());
        directory.replace(name, FileName.of(other));
    }

    private static boolean rename(Descriptor home, String from, String to, Renaming renaming) throws SystemCallFailure {
        if (!isThere(home, DIRECTORY) || !home.stat(DIRECTORY).isDirectory()) {
            return false;
        }
        try (Descriptor keys = home.openDirectory(DIRECTORY)) {
            for (String file : FILES) {
                FileName old = FileName.of(file + from);
                if (isThere(keys, old)) {
                    renaming.run(keys, old, FileName.of(file + to));
                }
            }
            return true;
        }
    }

    private static boolean isLink(Descriptor directory, FileName name) throws SystemCallFailure {
        return isThere(directory, name) && directory.stat(name).isLink();
    }

    /** Whatever it is, also a link. */
    private static boolean isThere(Descriptor directory, FileName name) throws SystemCallFailure {
        try {
            directory.stat(name);
            return true;
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return false;
            }
            throw failure;
        }
    }

    /** The directory of the homes may be reached by a link, which sshd follows as well; the home itself may be none. */
    private String real(String home) {
        try {
            FilePath path = FilePath.parse(home);
            Path parent = root.locate(path.parent());
            return "/" + root.directory().relativize(parent) + "/" + path.name().latin();
        } catch (HostFailure nowhere) {
            return home;
        }
    }

    private boolean in(String home, long uid, Places.Visit<Boolean> visit) throws SystemCallFailure {
        return Places.in(machine, real(home), directory -> {
                    boolean isTheirs = directory.stat().uid() == uid || !MachineRoot.ownershipCounts();
                    return isTheirs && visit.visit(directory);
                })
                .orElse(false);
    }
}
