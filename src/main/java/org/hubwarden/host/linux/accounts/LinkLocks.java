package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.host.linux.posix.LockOwner;

/**
 * The lock files of shadow-utils (lib/commonio.c): {@code passwd.lock} and so on, made by link(2), with a pid and a NUL byte
 * inside. Only to be used by who holds the fcntl lock: that keeps others from taking over the same dead lock at once.
 */
final class LinkLocks {

    private static final int LONGEST = 64;
    private static final long OURS = ProcessHandle.current().pid();

    private final Disk disk;
    private final Path directory;
    private final LongPredicate alive;
    private final List<Path> taken = new ArrayList<>();
    private Set<Long> left = Set.of();

    /**
     * For the account files of one directory.
     *
     * @param alive whether a process of this pid lives
     */
    LinkLocks(Disk disk, Path directory, LongPredicate alive) {
        this.disk = disk;
        this.directory = directory;
        this.alive = alive;
    }

    /**
     * Takes all four or none.
     *
     * @return who is in the way, for people; empty when all are taken
     */
    Optional<String> take() throws HostFailure {
        Path draft = directory.resolve(".hubwarden.lock");
        try {
            left = leftByUs();
            // One file with four more names: the links are equal to what shadow makes, at a quarter of the syncs.
            Draft.write(disk, draft, (OURS + "\0").getBytes(StandardCharsets.US_ASCII), Stamp.ours(0600));
            return takeAll(draft);
        } catch (IOException e) {
            release();
            throw IoFault.failure("make the lock files of the account files in", directory, e);
        } finally {
            deleteQuietly(draft);
        }
    }

    /** Who is in the way now, for people; empty when nobody is. Changes nothing. */
    Optional<String> inTheWay() {
        return AccountFile.LOCK_ORDER.stream()
                .map(file -> directory.resolve(file.fileName() + ".lock"))
                .flatMap(lock -> blocker(lock).stream())
                .findFirst();
    }

    /** Removes those that were taken, and no others. */
    void release() {
        taken.forEach(this::deleteQuietly);
        taken.clear();
    }

    private Optional<String> takeAll(Path draft) throws IOException {
        for (AccountFile file : AccountFile.LOCK_ORDER) {
            Optional<String> blocker = takeOne(draft, directory.resolve(file.fileName() + ".lock"));
            if (blocker.isPresent()) {
                release();
                return blocker;
            }
        }
        return Optional.empty();
    }

    private Optional<String> takeOne(Path draft, Path lock) throws IOException {
        if (link(draft, lock)) {
            return Optional.empty();
        }
        Optional<String> blocker = blocker(lock);
        if (blocker.isPresent()) {
            return blocker;
        }
        disk.delete(lock);
        return link(draft, lock) ? Optional.empty() : Optional.of(lock + " was made by somebody else just now.");
    }

    private boolean link(Path draft, Path lock) throws IOException {
        try {
            disk.link(lock, draft);
            taken.add(lock);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private Optional<String> blocker(Path lock) {
        try {
            return FileContent.read(lock, LONGEST, 1)
                    .flatMap(c -> left.contains(c.stat().ino()) ? Optional.empty() : blocker(lock, c.bytes()));
        } catch (HostFailure e) {
            return Optional.of(e.sentence());
        }
    }

    /**
     * Only we give one file several of these names, and only while we hold the fcntl lock, which is in hand now. After a power
     * cut its pid may be that of any program that was started since. Asked before the first of them is taken over.
     */
    private Set<Long> leftByUs() throws IOException {
        Set<Long> inodes = new HashSet<>();
        for (AccountFile file : AccountFile.LOCK_ORDER) {
            PathStat.find(directory.resolve(file.fileName() + ".lock"))
                    .filter(stat -> stat.isRegular() && stat.links() > 1)
                    .ifPresent(stat -> inodes.add(stat.ino()));
        }
        return inodes;
    }

    private Optional<String> blocker(Path lock, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (!text.matches("[1-9][0-9]{0,9}")) {
            return Optional.of(lock + (content.length == 0 ? " is empty" : " holds no process id")
                    + ": every program that edits accounts stops there. Remove it by hand if none is running.");
        }
        long pid = Long.parseLong(text);
        if (pid == OURS || !alive.test(pid)) {
            return Optional.empty();
        }
        return Optional.of(lock + " is held by " + LockOwner.describe(pid)
                + ". Remove it by hand if that process does not edit accounts.");
    }

    private void deleteQuietly(Path file) {
        try {
            disk.delete(file);
        } catch (IOException e) {
            // Left behind, it holds the pid of a process that will be dead, and is then taken over.
        }
    }
}
