package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.hubwarden.host.HostFailure;

/** One account file on its way to new content, in two steps: what can fail for lack of space or rights fails in the first. */
final class AccountFileWrite {

    private final Disk disk;
    private final Path etc;
    private final AccountFile file;
    private final FileContent seen;
    private final byte[] content;
    private final boolean ownershipCounts;
    private PathStat reference;

    /**
     * For content of one file.
     *
     * @param seen the file as it was read under the lock
     * @param ownershipCounts whether the new file gets the owner of the old one
     */
    AccountFileWrite(Disk disk, Path etc, AccountFile file, FileContent seen, byte[] content, boolean ownershipCounts) {
        this.disk = disk;
        this.etc = etc;
        this.file = file;
        this.seen = seen;
        this.content = content;
        this.ownershipCounts = ownershipCounts;
        this.reference = seen.stat();
    }

    AccountFile file() {
        return file;
    }

    /** Names beside the account files that only we use; a crash may leave them. */
    static List<Path> drafts(Path etc, AccountFile file) {
        return List.of(
                etc.resolve("." + file.fileName() + ".hubwarden"), etc.resolve("." + file.fileName() + "-.hubwarden"));
    }

    /** Writes the new content and the backup out of sight. What others see is as before. */
    void prepare() throws HostFailure {
        AccountFileCheck.check(file, target(), content);
        try {
            refuseFrozen();
            reference = unchanged().stat();
            Draft.write(disk, draft(), content, stamp());
            writeBackup();
        } catch (IOException e) {
            throw IoFault.failure("write", target(), e);
        }
    }

    /** Puts the backup and the new content into place. */
    FileContent commit() throws HostFailure {
        try {
            refuseReplaced();
            disk.rename(backupDraft(), etc.resolve(file.fileName() + "-"));
            disk.rename(draft(), target());
            disk.sync(etc);
        } catch (IOException e) {
            throw IoFault.failure("replace", target(), e);
        }
        return AccountFileContents.readOne(etc, file).orElseThrow();
    }

    private Path target() {
        return etc.resolve(file.fileName());
    }

    private Path draft() {
        return drafts(etc, file).get(0);
    }

    private Path backupDraft() {
        return drafts(etc, file).get(1);
    }

    private Stamp stamp() {
        return Stamp.like(reference, ownershipCounts);
    }

    // As shadow-utils do: the content before, with owner, mode and time of the file.
    private void writeBackup() throws IOException {
        Draft.write(disk, backupDraft(), seen.bytes(), stamp());
        Files.setLastModifiedTime(backupDraft(), seen.stat().modified());
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
    private FileContent unchanged() throws HostFailure {
        return AccountFileContents.readOne(etc, file)
                .filter(c -> Arrays.equals(c.bytes(), seen.bytes()))
                .orElseThrow(this::changed);
    }

    private void refuseReplaced() throws HostFailure {
        if (!unchanged().stat().equals(reference)) {
            throw changed();
        }
    }

    private HostFailure changed() {
        return new HostFailure(
                target() + " was changed by a program that does not respect the lock of the account files;"
                        + " that change is kept, ours is tried again.");
    }
}
