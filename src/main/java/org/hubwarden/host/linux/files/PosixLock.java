package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.posix.Deadline;
import org.hubwarden.host.linux.posix.LockOwner;

/**
 * An fcntl(2) lock on a file of its own: what lckpwdf(3) takes. Such a lock belongs to the process and is silently lost when
 * <em>any</em> descriptor of the file is closed in it. So nothing but this class opens lock files, and one holder at a time
 * has the file open in the whole process.
 */
public final class PosixLock {

    private static final String OURSELVES = "this process itself";
    private static final Map<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

    private final Path file;
    private final String what;
    private final Waits waits;
    private final Semaphore turn;

    /**
     * For a lock file, which is made with mode 0600 when it is missing: others could otherwise hold a shared lock for ever.
     *
     * @param file where it really is; two spellings of one file would be two turns
     * @param what the lock, in words that go after "waiting for"
     * @param waits where it is told that it is waited for
     */
    public PosixLock(Path file, String what, Waits waits) {
        this.file = file;
        this.what = what;
        this.waits = waits;
        this.turn = TURNS.computeIfAbsent(file, f -> new Semaphore(1));
    }

    /** The lock in hand. Used by one thread at a time. */
    public final class Held {

        private final FileChannel channel;

        private Held(FileChannel channel) {
            this.channel = channel;
        }

        /** The file's only open channel. Do not close it. */
        public FileChannel channel() {
            return channel;
        }

        /** Gives the lock back, once. */
        public void release() {
            closeQuietly(channel);
            turn.release();
        }
    }

    /**
     * Takes the lock, also against other threads of this process.
     *
     * @return empty when it could not be had in time
     * @throws HostFailure when the file cannot be opened or locked, or this thread is interrupted
     */
    public Optional<Held> acquire(Duration wait) throws HostFailure {
        Deadline deadline = Deadline.in(wait);
        try {
            return turn.tryAcquire() || awaitTurn(wait) ? locked(deadline) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("Waiting for " + file + " was interrupted.", e);
        }
    }

    private boolean awaitTurn(Duration atMost) throws InterruptedException {
        try (Waits.Wait wait = waits.begin(what + ", held by " + OURSELVES, atMost)) {
            return turn.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Who holds it now, for people. */
    public String owner() {
        return ifNotOurs(() -> LockOwner.of(file)).orElse(OURSELVES);
    }

    /** Which other process holds it now, for people; empty when none does. Waits for nothing. */
    public Optional<String> stranger() {
        return ifNotOurs(() -> LockOwner.stranger(file)).flatMap(owner -> owner);
    }

    /** Closing the file would lose the lock of a thread of ours, so it is not opened while one has it. */
    private <T> Optional<T> ifNotOurs(Supplier<T> question) {
        if (!turn.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.get());
        } finally {
            turn.release();
        }
    }

    private Optional<Held> locked(Deadline deadline) throws HostFailure, InterruptedException {
        Optional<Held> held = Optional.empty();
        try {
            FileChannel channel = open();
            if (lock(channel, deadline)) {
                held = Optional.of(new Held(channel));
            } else {
                closeQuietly(channel);
            }
            return held;
        } catch (IOException e) {
            throw IoFault.failure("lock", file, e);
        } finally {
            if (held.isEmpty()) {
                turn.release();
            }
        }
    }

    private FileChannel open() throws IOException, HostFailure {
        Optional<PathStat> stat = PathStat.find(file);
        if (stat.isPresent() && !stat.get().isRegular()) {
            throw new HostFailure(file + " is " + stat.get().kind() + ", not a lock file; remove it.");
        }
        Set<OpenOption> options = Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(
                file, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private boolean lock(FileChannel channel, Deadline deadline) throws IOException, InterruptedException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null || lockInTurn(channel, deadline);
        } catch (IOException | InterruptedException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    // The kernel wakes those who wait in fcntl; one who only looks now and then would starve among them.
    private boolean lockInTurn(FileChannel channel, Deadline deadline) throws IOException, InterruptedException {
        // Asked now: nobody of ours has the lock, so that closing another descriptor loses nothing.
        String holder = LockOwner.of(file);
        FutureTask<FileLock> waiting = new FutureTask<>(channel::lock);
        Thread waiter = new Thread(waiting, "lock");
        waiter.setDaemon(true);
        waiter.start();
        try (Waits.Wait wait = waits.begin(what + ", held by " + holder, deadline.left())) {
            waiting.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The descriptor is gone all the same, and with it the lock.
        }
    }
}
