package org.hubwarden.host.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.hubwarden.host.HostFailure;

/** Both locks of the account files: the fcntl lock of lckpwdf(3) first, then the link locks of shadow-utils. */
final class AccountLock {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final PosixLock posix;
    private final Supplier<LinkLocks> links;

    AccountLock(Disk disk, Path etc, LongPredicate alive) {
        this.posix = new PosixLock(etc.resolve(".pwd.lock"));
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

    private static void waitForLinks(Deadline deadline, String blocker) throws HostFailure {
        if (deadline.isOver()) {
            throw new HostFailure("The account files are locked: " + blocker);
        }
        try {
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
