package org.hubwarden.host.linux.accounts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.PosixLock;
import org.hubwarden.host.linux.posix.Deadline;

/** Both locks of the account files: the fcntl lock of lckpwdf(3) first, then the link locks of shadow-utils. */
final class AccountLock {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final PosixLock posix;
    private final Waits waits;
    private final Supplier<LinkLocks> links;

    AccountLock(Disk disk, Path etc, LongPredicate alive, Waits waits) {
        this.posix = new PosixLock(etc.resolve(".pwd.lock"), "the lock of the account files", waits);
        this.waits = waits;
        this.links = () -> new LinkLocks(disk, etc, alive);
    }

    /** Both in hand. */
    record Held(PosixLock.Held posix, LinkLocks links) {

        /** Gives both back, in the reverse order. */
        void release() {
            try {
                links.release();
            } finally {
                posix.release();
            }
        }
    }

    /**
     * Takes both.
     *
     * @throws HostFailure when they cannot be had in time, with who holds them
     */
    Held acquire(Duration wait) throws HostFailure {
        Deadline deadline = Deadline.in(wait);
        while (true) {
            PosixLock.Held held = posix.acquire(deadline.left()).orElseThrow(this::timedOut);
            LinkLocks taken = links.get();
            Optional<String> blocker = take(held, taken);
            if (blocker.isEmpty()) {
                return new Held(held, taken);
            }
            waitForLinks(deadline, blocker.get());
        }
    }

    /** Who is in the way now, for people; empty when nobody is. Waits for nothing. */
    Optional<String> blocker() {
        return posix.stranger()
                .map(who -> "the lock of the account files, held by " + who)
                .or(() -> links.get().inTheWay().map(who -> "the lock of the account files: " + who));
    }

    // Whoever holds a link lock may be waiting for the fcntl lock: keeping it would stop both.
    private static Optional<String> take(PosixLock.Held held, LinkLocks links) throws HostFailure {
        boolean done = false;
        try {
            Optional<String> blocker = links.take();
            done = blocker.isEmpty();
            return blocker;
        } finally {
            if (!done) {
                held.release();
            }
        }
    }

    private void waitForLinks(Deadline deadline, String blocker) throws HostFailure {
        if (deadline.isOver()) {
            throw new HostFailure("The account files are locked: " + blocker);
        }
        try (Waits.Wait wait = waits.begin("the lock of the account files: " + blocker, deadline.left())) {
            deadline.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("Waiting for the account files was interrupted.", e);
        }
    }

    private HostFailure timedOut() {
        return new HostFailure("The account files are locked by " + posix.owner()
                + ". Nothing was changed; it is tried again when they are free.");
    }
}
