package org.hubwarden.host.linux.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds out who holds an fcntl lock. The kernel is asked, since what /proc/locks shows of an overlay has other numbers. */
public final class LockOwner {

    private static final Path PROC = Path.of("/proc");
    private static final String UNSEEN = "a process that ended meanwhile or cannot be seen from here";
    private static final int FLOCK_SIZE = 32;
    private static final int FLOCK_PID = 24;

    private LockOwner() {}

    /** The process that holds a lock against us: 0 when none does, not positive when it is outside our pid namespace. */
    public static long pid(Descriptor file, Object about) throws SystemCallFailure {
        ByteBuffer lock = ByteBuffer.allocate(FLOCK_SIZE).order(ByteOrder.nativeOrder());
        lock.putShort(0, Constants.F_WRLCK);
        SystemCall.check(Libc.fcntl(file.number(), Constants.F_GETLK, lock.array()), "cannot ask who locks", about);
        return lock.getShort(0) == Constants.F_UNLCK ? 0 : lock.getInt(FLOCK_PID);
    }

    /**
     * The process that holds a lock on the file, for people, as {@code vipw (pid 123)}. Opens and closes the file: to be
     * called only by {@link PosixLock}.
     */
    public static String of(Path lockFile) {
        try {
            long pid = pid(lockFile);
            return pid > 0 ? describe(pid) : UNSEEN;
        } catch (SystemCallFailure e) {
            return "another process";
        }
    }

    /** The same; empty when nobody holds it, or there is no such file. */
    public static Optional<String> stranger(Path lockFile) {
        try {
            long pid = pid(lockFile);
            return pid == 0 ? Optional.empty() : Optional.of(pid > 0 ? describe(pid) : UNSEEN);
        } catch (SystemCallFailure e) {
            return Optional.empty();
        }
    }

    private static long pid(Path lockFile) throws SystemCallFailure {
        try (Descriptor directory = Descriptor.openRoot(lockFile.resolveSibling("."));
                Descriptor file = directory.openFile(FileName.of(String.valueOf(lockFile.getFileName())))) {
            return pid(file, lockFile);
        }
    }

    /** A process for people. Only the name: an argument may be a password. */
    public static String describe(long pid) {
        try {
            String name = Files.readString(PROC.resolve(pid + "/comm"), StandardCharsets.ISO_8859_1);
            return name.strip().replaceAll("[^ -~]", "?") + " (pid " + pid + ")";
        } catch (IOException e) {
            return "pid " + pid;
        }
    }
}
