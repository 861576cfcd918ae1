package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds out who holds a lock, for people. Sees only what proc(5) shows this process, and opens no lock file. */
final class LockOwner {

    private static final Path PROC = Path.of("/proc");

    private LockOwner() {}

    /** The process that holds an fcntl lock on the file, as {@code vipw (pid 123)}. */
    static String of(Path lockFile) {
        try {
            PathStat stat = PathStat.of(lockFile);
            return fromLockTable(stat)
                    .or(() -> fromDescriptors(lockFile))
                    .map(LockOwner::describe)
                    .orElse("another process, whose name cannot be seen from here (fuser " + lockFile + " says it)");
        } catch (IOException e) {
            return "another process";
        }
    }

    /** A process for people. Only the name: an argument may be a password. */
    static String describe(long pid) {
        try {
            String name = Files.readString(PROC.resolve(pid + "/comm"), StandardCharsets.ISO_8859_1);
            return name.strip().replaceAll("[^ -~]", "?") + " (pid " + pid + ")";
        } catch (IOException e) {
            return "pid " + pid;
        }
    }

    private static Optional<Long> fromLockTable(PathStat file) {
        try {
            String table = Files.readString(PROC.resolve("locks"), StandardCharsets.ISO_8859_1);
            return fromLockTable(table, file.dev(), file.ino());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first holder in the text of {@code /proc/locks}; one from outside our pid namespace has no pid there. */
    static Optional<Long> fromLockTable(String table, long dev, long ino) {
        String id = String.format("%02x:%02x:%d", major(dev), minor(dev), ino);
        return table.lines()
                .map(line -> line.trim().split("\\s+"))
                .filter(f -> f.length >= 6 && !f[1].equals("->") && f[5].equals(id))
                .map(f -> Long.parseLong(f[4]))
                .filter(pid -> pid > 0 && pid != ProcessHandle.current().pid())
                .findFirst();
    }

    private static long major(long dev) {
        return (dev >>> 8 & 0xFFF) | (dev >>> 32 & ~0xFFFL);
    }

    private static long minor(long dev) {
        return (dev & 0xFF) | (dev >>> 12 & ~0xFFL & 0xFFFF_FFFFL);
    }

    // On overlay file systems the lock table names another device than stat does.
    private static Optional<Long> fromDescriptors(Path lockFile) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != ProcessHandle.current().pid() && hasOpen(process, lockFile)) {
                    return Optional.of(pid);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean hasOpen(Path process, Path file) {
        String[] descriptors = process.resolve("fd").toFile().list();
        return descriptors != null
                && Arrays.stream(descriptors)
                        .anyMatch(d -> pointsTo(process.resolve("fd").resolve(d), file));
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false;
        }
    }
}
