package org.hubwarden.host.linux.accounts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.EffectiveUser;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.observed.AccountDatabases;

/** The account files in {@code /etc} of a root. Thread-safe: one transaction at a time in the whole process. */
public final class LinuxAccountFiles implements AccountFiles {

    private final Root root;
    private final Disk disk;
    private final LongPredicate alive;
    private final AccountFileMemory memory = new AccountFileMemory();
    private final Waits waits;
    private final AtomicReference<Optional<RenderedFile.All>> prepared = new AtomicReference<>(Optional.empty());

    /** For the machine or a tree. Nothing is touched before the first call. */
    public LinuxAccountFiles(Root root, Waits waits) {
        this(root, new NioDisk(), LivePid::check, waits);
    }

    LinuxAccountFiles(Root root, Disk disk, LongPredicate alive, Waits waits) {
        this.root = root;
        this.disk = disk;
        this.alive = alive;
        this.waits = waits;
    }

    @Override
    public AccountDatabases read() throws HostFailure {
        return memory.read(etc()).databases();
    }

    @Override
    public void prepare(AccountDatabases before, AccountDatabases after) {
        prepared.set(Optional.of(RenderedFile.All.of(before, after)));
    }

    @Override
    public AccountTransaction begin(Duration wait) throws HostFailure {
        Optional<RenderedFile.All> ready = prepared.getAndSet(Optional.empty());
        Path etc = etc();
        boolean ownershipCounts = EffectiveUser.isRoot();
        AccountLock.Held lock = new AccountLock(disk, etc, alive, waits).acquire(wait);
        return new LinuxAccountTransaction(disk, etc, memory, ready, ownershipCounts, lock, waits, written -> {
            if (root.isMachine()) {
                NameCaches.tell(root, written, waits);
            }
        });
    }

    @Override
    public Optional<String> blocker() {
        try {
            return new AccountLock(disk, etc(), alive, waits).blocker();
        } catch (HostFailure e) {
            return Optional.empty();
        }
    }

    private Path etc() throws HostFailure {
        return root.directory("/etc");
    }
}
