package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.AccountDatabases;

/** The account files of one directory, under lock. */
final class LinuxAccountTransaction implements AccountTransaction {

    private final Disk disk;
    private final Path etc;
    private final boolean ownershipCounts;
    private final AccountLock.Held lock;
    private final Waits waits;
    private final Consumer<Set<AccountFile>> afterwards;
    private final Map<AccountFile, FileContent> seen = new EnumMap<>(AccountFile.class);
    private final Set<AccountFile> written = EnumSet.noneOf(AccountFile.class);
    private boolean open = true;

    /**
     * For a lock in hand, which this gives back.
     *
     * @param waits where it is told that the disk is waited for
     * @param afterwards told, when the lock is given back, what was written
     */
    LinuxAccountTransaction(
            Disk disk,
            Path etc,
            boolean ownershipCounts,
            AccountLock.Held lock,
            Waits waits,
            Consumer<Set<AccountFile>> afterwards) {
        this.disk = disk;
        this.etc = etc;
        this.ownershipCounts = ownershipCounts;
        this.lock = lock;
        this.waits = waits;
        this.afterwards = afterwards;
    }

    @Override
    public AccountDatabases read() throws HostFailure {
        AccountFileContents contents = AccountFileContents.read(etc);
        seen.clear();
        for (AccountFile file : AccountFile.values()) {
            contents.of(file).ifPresent(c -> seen.put(file, c));
        }
        return contents.databases();
    }

    @Override
    public void write(AccountDatabases before, AccountDatabases after) throws HostFailure {
        if (!open) {
            throw new HostFailure("The lock of the account files was given back before they were written.");
        }
        List<AccountFileWrite> writes = writes(before, after);
        try (Waits.Wait wait = waits.begin("the disk to take " + etc)) {
            for (AccountFileWrite write : writes) {
                write.prepare();
            }
            commit(writes);
        } finally {
            discardDrafts();
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            lock.release();
            afterwards.accept(written);
        }
    }

    private List<AccountFileWrite> writes(AccountDatabases before, AccountDatabases after) throws HostFailure {
        List<AccountFileWrite> writes = new ArrayList<>();
        for (AccountFile file : AccountFile.values()) {
            Optional<byte[]> old = file.bytes(before);
            Optional<byte[]> wanted = file.bytes(after);
            if (old.isPresent() && wanted.isPresent() && !Arrays.equals(old.get(), wanted.get())) {
                writes.add(new AccountFileWrite(disk, etc, file, seen(file, old.get()), wanted.get(), ownershipCounts));
            }
        }
        return writes;
    }

    private FileContent seen(AccountFile file, byte[] before) throws HostFailure {
        return Optional.ofNullable(seen.get(file))
                .filter(c -> Arrays.equals(c.bytes(), before))
                .orElseThrow(() -> new HostFailure(etc.resolve(file.fileName())
                        + " is not what the change was made for; nothing was written. It is tried again."));
    }

    private void commit(List<AccountFileWrite> writes) throws HostFailure {
        List<String> done = new ArrayList<>();
        for (AccountFileWrite write : writes) {
            written.add(write.file());
            try {
                seen.put(write.file(), write.commit());
            } catch (HostFailure e) {
                String others = done.isEmpty() ? "" : " Already written: " + String.join(", ", done) + ".";
                throw new HostFailure(e.sentence() + others, e);
            }
            done.add(write.file().fileName());
        }
    }

    // Also those that an earlier process left.
    private void discardDrafts() {
        for (AccountFile file : AccountFile.values()) {
            AccountFileWrite.drafts(etc, file).forEach(this::deleteQuietly);
        }
    }

    private void deleteQuietly(Path draft) {
        try {
            disk.delete(draft);
        } catch (IOException e) {
            // Nobody reads it, and the next transaction tries again.
        }
    }
}
