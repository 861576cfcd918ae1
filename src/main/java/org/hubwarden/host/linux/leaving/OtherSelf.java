package org.hubwarden.host.linux.leaving;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Constants;
import org.hubwarden.host.linux.posix.DeepRemoval;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.Libc;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.host.linux.posix.SysvIpc;

/**
 * A thread of ours that becomes somebody for what only they may do to all that is theirs. Its effective uid is theirs, so that it
 * reaches what they reach and no more; its real and its saved uid are nobody's, so that none of their processes can reach it. Other
 * threads stay who they are, which is what the kernel knows and the C library hides.
 */
final class OtherSelf {

    private static final Path SELF = Path.of("/proc/thread-self/status");
    private static final int SIGKILL = 9;
    private static final int EVERYBODY = -1;

    /** A process that forks all the time is caught between two of these. */
    private static final int TIMES = 20;

    /** Below are the accounts of the system, on every distribution. */
    private static final long LOWEST = 100;

    private static final long NOBODY = 65_534;
    private static final List<String> SHARED = List.of("/dev/shm", "/dev/mqueue");

    private final long uid;
    private final long spare;

    private OtherSelf(long uid, long spare) {
        this.uid = uid;
        this.spare = spare;
    }

    /**
     * One with an account's uid.
     *
     * @throws IllegalArgumentException for a uid that is no user's
     */
    static OtherSelf as(long uid, long spare) {
        for (long id : List.of(uid, spare)) {
            if (id < LOWEST || id == NOBODY || id > 0xFFFF_FFFDL) {
                throw new IllegalArgumentException("uid " + id + " is no user's");
            }
        }
        if (uid == spare) {
            throw new IllegalArgumentException("uid " + uid + " cannot be spared and ended");
        }
        return new OtherSelf(uid, spare);
    }

    /** Kills every process of theirs, a number of times. */
    void run() throws IOException, InterruptedException {
        perform(() -> {
            for (int i = 0; i < TIMES; i++) {
                Libc.kill(EVERYBODY, SIGKILL);
            }
        });
    }

    /** Removes what they share in memory; notes what could not be. */
    void forgetShared(List<String> failures) throws IOException, InterruptedException {
        perform(() -> {
            SysvIpc.forget(uid, failures);
            for (String directory : SHARED) {
                forget(directory, failures);
            }
        });
    }

    private void forget(String directory, List<String> failures) {
        List<FileName> names = new ArrayList<>();
        try (Descriptor here = Descriptor.openRoot(Path.of(directory))) {
            while (here.listNext(names)) {
                for (FileName name : names) {
                    forget(here, name);
                }
                names.clear();
            }
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                failures.add("in " + directory + ": " + failure.sentence());
            }
        }
    }

    private void forget(Descriptor here, FileName name) throws SystemCallFailure {
        try {
            FileStat stat = here.stat(name);
            if (stat.uid() == uid && stat.isDirectory()) {
                forgetTree(here, name);
            } else if (stat.uid() == uid) {
                here.unlink(name);
            }
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOENT)) {
                throw failure;
            }
        }
    }

    /** A friend's file in it keeps it there, and nothing else up: it is listed with what they own elsewhere. */
    private static void forgetTree(Descriptor here, FileName name) {
        try {
            DeepRemoval.remove(here, name);
        } catch (SystemCallFailure | HostFailure stays) {
            return;
        }
    }

    /** Something that is only to be done as somebody else. */
    private interface Deed {
        void run();
    }

    private void perform(Deed deed) throws IOException, InterruptedException {
        List<String> failures = new CopyOnWriteArrayList<>();
        Thread thread = new Thread(() -> become().ifPresentOrElse(failures::add, deed::run), "other self");
        thread.setUncaughtExceptionHandler((self, fault) -> failures.add("uid " + uid + ": " + fault));
        thread.start();
        thread.join();
        if (!failures.isEmpty()) {
            throw new IOException(failures.get(0));
        }
    }

    /** Why it is not who it should be: then nothing is signalled. */
    private Optional<String> become() {
        if (Libc.syscall(Constants.SYS_SETRESUID, spare, uid, spare) != 0) {
            return Optional.of(
                    "the kernel does not let uid " + uid + " be taken on: " + Errno.of(Native.getLastError()));
        }
        try {
            List<String> self =
                    Files.readString(SELF, StandardCharsets.ISO_8859_1).lines().toList();
            String ids = "Uid:\t" + spare + "\t" + uid + "\t" + spare + "\t" + uid;
            boolean isOther = self.contains(ids) && self.contains("CapEff:\t0000000000000000");
            return isOther ? Optional.empty() : Optional.of("uid " + uid + " was taken on, and is not had");
        } catch (IOException e) {
            return Optional.of("whether uid " + uid + " is had cannot be seen: " + e.getMessage());
        }
    }
}
