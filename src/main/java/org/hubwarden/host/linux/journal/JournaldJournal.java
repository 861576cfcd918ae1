package org.hubwarden.host.linux.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.linux.posix.DatagramSocket;
import org.hubwarden.host.linux.posix.Deadline;
import org.hubwarden.host.linux.posix.Errno;

/**
 * Writes entries with all their fields to journald's own socket. The kernel keeps what journald has not read yet, also while
 * journald is restarted; while that queue is full, and while nobody listens, an entry is tried again for a while. After one was
 * given up the others are tried once, until journald takes one: a pass with many entries must not wait for each.
 */
public final class JournaldJournal implements Journal {

    private static final String SOCKET = "/run/systemd/journal/socket";
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** One datagram may be so long before the kernel refuses it with EMSGSIZE, on a machine with its default settings. */
    private static final int MOST_BYTES = 180_000;

    private static final int FEWEST_BYTES = 4_000;

    /** What passes by itself: the queue is full, memory is short, journald is being restarted. */
    private static final Set<Errno> PASSING =
            Set.of(Errno.EAGAIN, Errno.EINTR, Errno.ENOBUFS, Errno.ECONNREFUSED, Errno.ENOENT);

    private final DatagramSocket journald;
    private final String name;
    private final Duration patience;
    private volatile boolean isGone;

    /** To the journald of this machine. */
    public JournaldJournal() {
        this(SOCKET, PATIENCE);
    }

    JournaldJournal(String socket, Duration patience) {
        this.journald = new DatagramSocket(socket);
        this.name = socket;
        this.patience = patience;
    }

    /** Whether there is a journald here, running or to be started by its socket. */
    public static boolean isHere() {
        return isSocket(Path.of(SOCKET));
    }

    private static boolean isSocket(Path path) {
        try {
            return (Boolean) Files.getAttribute(path, "isOther");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void write(JournalEntry entry) throws HostFailure {
        int limit = MOST_BYTES;
        Deadline deadline = Deadline.in(isGone ? Duration.ZERO : patience);
        Optional<Errno> refusal = send(entry, limit);
        while (refusal.isPresent()) {
            Errno errno = refusal.get();
            boolean isTooLong = errno.equals(Errno.EMSGSIZE) && limit > FEWEST_BYTES;
            if (isTooLong) {
                limit /= 2;
            } else if (deadline.isOver() || !PASSING.contains(errno)) {
                isGone = PASSING.contains(errno);
                throw new HostFailure("journald does not take an entry at " + name + ": " + errno
                        + "; see systemctl status systemd-journald.socket systemd-journald.service");
            } else {
                pause(deadline);
            }
            refusal = send(entry, limit);
        }
        isGone = false;
    }

    private Optional<Errno> send(JournalEntry entry, int limit) {
        return journald.offer(NativeFormat.bytes(entry, limit));
    }

    private static void pause(Deadline deadline) throws HostFailure {
        try {
            deadline.pause(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("interrupted while journald was waited for", e);
        }
    }
}
