package org.hubwarden.host.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongPredicate;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.AccountDatabases;

/** The account files in {@code /etc} of a root. Thread-safe: one transaction at a time in the whole process. */
public final class LinuxAccountFiles implements AccountFiles {

    private final Root root;
    private final Disk disk;
    private final LongPredicate alive;

    /** For the machine or a tree. Nothing is touched before the first call. */
    public LinuxAccountFiles(Root root) {
        this(root, new NioDisk(), LivePid::check);
    }

    LinuxAccountFiles(Root root, Disk disk, LongPredicate alive) {
        this.root = root;
        this.disk = disk;
        this.alive = alive;
    }

    @Override
    public AccountDatabases read() throws HostFailure {
        return AccountFileContents.read(etc()).databases();
    }

    @Override
    public AccountTransaction begin(Duration wait) throws HostFailure {
        Path etc = etc();
        boolean ownershipCounts = EffectiveUser.isRoot();
        AccountLock.Held lock = new AccountLock(disk, etc, alive).acquire(wait);
        return new LinuxAccountTransaction(disk, etc, ownershipCounts, lock, written -> {
            if (root.isMachine()) {
                NameCaches.tell(root, written);
            }
        });
    }

    private Path etc() throws HostFailure {
        return root.directory("/etc");
    }
}
