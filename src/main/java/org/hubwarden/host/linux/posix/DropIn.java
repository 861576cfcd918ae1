package org.hubwarden.host.linux.posix;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.DropInSight;

/** One of our drop-ins in the open directory {@code /etc/sudoers.d}. */
public record DropIn(Descriptor directory, FileName name) {

    private static final int SHOWN = 1 << 20;
    private static final long POLL_MILLIS = 100;

    /** What stands there now. */
    public DropInSight look() {
        try {
            FileStat stat = directory.stat(name);
            if (stat.isLink()) {
                return new DropInSight.Other("a symbolic link to " + FileName.shown(directory.readLink(name)));
            }
            if (!stat.isRegular()) {
                return new DropInSight.Other(stat.kind());
            }
            return stat.links() == 1
                    ? new DropInSight.Regular(read(), stat.permissions(), stat.uid(), stat.gid())
                    : new DropInSight.Other("a file with " + stat.links() + " names");
        } catch (SystemCallFailure failure) {
            return failure.is(Errno.ENOENT)
                    ? new DropInSight.Absent()
                    : new DropInSight.Other("not looked at: " + failure.sentence());
        }
    }

    private String read() throws SystemCallFailure {
        try (Descriptor file = directory.openFile(name)) {
            return new String(file.read(SHOWN), StandardCharsets.ISO_8859_1);
        }
    }

    /** Makes sure that nobody edits it: {@code visudo -f} holds an fcntl(2) lock on the file it was given. */
    public void awaitEditor(Duration patience, Waits waits) throws SystemCallFailure, HostFailure {
        long editor = editor();
        if (editor == 0) {
            return;
        }
        String what = "the editor of /etc/sudoers.d/" + name + ", " + LockOwner.describe(editor);
        try (Waits.Wait wait = waits.begin(what, patience)) {
            awaitEditor(Deadline.in(patience));
        }
    }

    private void awaitEditor(Deadline deadline) throws SystemCallFailure, HostFailure {
        for (long editor = editor(); editor != 0; editor = editor()) {
            if (deadline.isOver()) {
                throw new HostFailure("/etc/sudoers.d/" + name + " is not written: process " + editor
                        + " holds it, as visudo does; end the edit");
            }
            pause();
        }
    }

    private static void pause() throws HostFailure {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HostFailure("interrupted while waiting for an editor of sudoers", interrupted);
        }
    }

    /** The process that holds a lock on it; 0 when none does, or it is no regular file. */
    private long editor() throws SystemCallFailure, HostFailure {
        FileStat stat;
        try {
            stat = directory.stat(name);
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return 0;
            }
            throw failure;
        }
        if (stat.isDirectory()) {
            throw new HostFailure("/etc/sudoers.d/" + name + " is a directory; remove it");
        }
        return stat.isRegular() ? holder() : 0;
    }

    private long holder() throws SystemCallFailure {
        try (Descriptor file = directory.openFile(name)) {
            return LockOwner.pid(file, name);
        }
    }
}
