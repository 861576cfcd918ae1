package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Stamp;

/**
 * One account file on its way to new content: {@link #prepare} what can fail for lack of space or rights, have the
 * {@link #draft} flushed, {@link #commit}, have the directory flushed.
 */
final class AccountFileWrite {

    private static final int ATTEMPTS = 5;

    private final Disk disk;
    private final Path etc;
    private final AccountFile file;
    private final byte[] seen;
    private final byte[] content;
    private final boolean ownershipCounts;

    /** The file once it has the backup's name as well, from when on nothing may happen to it. */
    private PathStat reference;

    /**
     * For content of one file.
     *
     * @param stat the file as it was under the lock
     * @param seen its content then
     * @param ownershipCounts whether the new file gets the owner of the old one
     */
    AccountFileWrite(
            Disk disk,
            Path etc,
            AccountFile file,
            PathStat stat,
            byte[] seen,
            byte[] content,
            boolean ownershipCounts) {
        this.disk = disk;
        this.etc = etc;
        this.file = file;
        this.reference = stat;
        this.seen = seen;
        this.content = content;
        this.ownershipCounts = ownershipCounts;
    }

    AccountFile file() {
        return file;
    }

    /** Names beside the account files that only we use; a crash may leave them. */
    static List<Path> drafts(Path etc, AccountFile file) {
        return List.of(
                etc.resolve("." + file.fileName() + ".hubwarden"), etc.resolve("." + file.fileName() + "-.hubwarden"));
    }

    /** Writes the new content out of sight, and holds on to the old. What others see is as before. */
    void prepare() throws HostFailure {
        AccountFileCheck.check(file, target(), content, seen);
        try {
            refuseFrozen();
            disk.delete(backupDraft());
            disk.link(backupDraft(), target());
            reference = unchanged();
            Draft.fill(disk, draft(), content, Stamp.like(reference, ownershipCounts));
        } catch (IOException e) {
            throw IoFault.failure("write", target(), e);
        }
    }

    /** Where the new content is until then. */
    Path draft() {
        return drafts(etc, file).get(0);
    }

    /**
     * Puts the new content into place, and the old into that of the backup. In this order they are never one file: shadow-utils
     * write their backup into the file that has its name.
     *
     * @return the new file
     */
    PathStat commit() throws HostFailure {
        try {
            if (!unchanged().equals(reference)) {
                throw changed();
            }
            disk.rename(draft(), target());
            disk.rename(backupDraft(), etc.resolve(file.fileName() + "-"));
            return PathStat.of(target());
        } catch (IOException e) {
            throw IoFault.failure("replace", target(), e);
        }
    }

    private Path target() {
        return etc.resolve(file.fileName());
    }

    private Path backupDraft() {
        return drafts(etc, file).get(1);
    }

    // Opening for writing changes nothing and fails where a rename would: immutable, append-only, read-only.
    private void refuseFrozen() throws IOException, HostFailure {
        try {
            FileChannel.open(target(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)
                    .close();
        } catch (AccessDeniedException e) {
            // A file without write permission can be replaced all the same.
            return;
        } catch (IOException e) {
            throw new HostFailure(
                    "Cannot write " + target() + ": " + IoFault.explain(e) + ". If lsattr " + target()
                            + " shows i (immutable) or a (append only), somebody froze it on purpose; chattr -i -a "
                            + target()
                            + " when accounts may be changed.",
                    e);
        }
    }

    // Opening a file for writing makes another file of it on an overlay file system, so what counts is what it was
    // afterwards.
    private PathStat unchanged() throws HostFailure {
        return FileContent.statOf(target(), seen, ATTEMPTS).orElseThrow(this::changed);
    }

    private HostFailure changed() {
        return new HostFailure(
                target() + " was changed by a program that does not respect the lock of the account files;"
                        + " that change is kept, ours is tried again.");
    }
}
