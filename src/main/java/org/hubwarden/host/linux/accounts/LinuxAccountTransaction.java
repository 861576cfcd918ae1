package org.hubwarden.host.linux.accounts;

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
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Database;

/** The account files of one directory, under lock. */
final class LinuxAccountTransaction implements AccountTransaction {

    private final Disk disk;
    private final Path etc;
    private final AccountFileMemory memory;
    private final Optional<RenderedFile.All> prepared;
    private final boolean ownershipCounts;
    private final AccountLock.Held lock;
    private final Waits waits;
    private final Consumer<Set<AccountFile>> afterwards;
    private final Map<AccountFile, Seen> seen = new EnumMap<>(AccountFile.class);
    private final Set<AccountFile> written = EnumSet.noneOf(AccountFile.class);
    private boolean open = true;

    /** A file as it was read, or written, under this lock. */
    private record Seen(PathStat stat, Database<?> database) {}

    /**
     * For a lock in hand, which this gives back.
     *
     * @param memory of what the files held before; told what they hold then
     * @param prepared what is likely to be written
     * @param waits where it is told that the disk is waited for
     * @param afterwards told, when the lock is given back, what was written
     */
    LinuxAccountTransaction(
            Disk disk,
            Path etc,
            AccountFileMemory memory,
            Optional<RenderedFile.All> prepared,
            boolean ownershipCounts,
            AccountLock.Held lock,
            Waits waits,
            Consumer<Set<AccountFile>> afterwards) {
        this.disk = disk;
        this.etc = etc;
        this.memory = memory;
        this.prepared = prepared;
        this.ownershipCounts = ownershipCounts;
        this.lock = lock;
        this.waits = waits;
        this.afterwards = afterwards;
    }

    @Override
    public AccountDatabases read() throws HostFailure {
        AccountFileMemory.Sight sight = memory.read(etc);
        seen.clear();
        for (AccountFile file : AccountFile.values()) {
            sight.of(file).ifPresent(known -> seen.put(file, new Seen(known.stat(), known.database())));
        }
        return sight.databases();
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
            flush(writes);
            commit(writes, after);
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
        RenderedFile.All rendered =
                prepared.filter(p -> p.isFor(before, after)).orElseGet(() -> RenderedFile.All.of(before, after));
        List<AccountFileWrite> writes = new ArrayList<>();
        for (Map.Entry<AccountFile, RenderedFile> entry : rendered.files().entrySet()) {
            AccountFile file = entry.getKey();
            RenderedFile one = entry.getValue();
            PathStat stat = seen(file, one.before(), one.old()).stat();
            writes.add(new AccountFileWrite(disk, etc, file, stat, one.old(), one.wanted(), ownershipCounts));
        }
        return writes;
    }

    @SuppressWarnings("ReferenceEquality")
    private Seen seen(AccountFile file, Database<?> before, byte[] bytes) throws HostFailure {
        return Optional.ofNullable(seen.get(file))
                .filter(s ->
                        s.database() == before || Arrays.equals(s.database().bytes(), bytes))
                .orElseThrow(() -> new HostFailure(etc.resolve(file.fileName())
                        + " is not what the change was made for; nothing was written. It is tried again."));
    }

    private void flush(List<AccountFileWrite> writes) throws HostFailure {
        try {
            disk.flush(writes.stream().map(AccountFileWrite::draft).toList());
        } catch (IOException e) {
            throw IoFault.failure("write account files in", etc, e);
        }
    }

    private void commit(List<AccountFileWrite> writes, AccountDatabases after) throws HostFailure {
        List<String> done = new ArrayList<>();
        try {
            for (AccountFileWrite write : writes) {
                commit(write, after);
                done.add(write.file().fileName());
            }
        } catch (HostFailure e) {
            String others = done.isEmpty() ? "" : " Already written: " + String.join(", ", done) + ".";
            throw new HostFailure(e.sentence() + others, e);
        } finally {
            makeNamesDurable();
        }
    }

    private void commit(AccountFileWrite write, AccountDatabases after) throws HostFailure {
        AccountFile file = write.file();
        written.add(file);
        PathStat stat = write.commit();
        file.database(after).ifPresent(database -> seen.put(file, new Seen(stat, database)));
        memory.wrote(file, stat, after);
    }

    /** Once for all: a directory's names reach the disk in the order in which they were given, or all at once. */
    private void makeNamesDurable() throws HostFailure {
        if (!written.isEmpty()) {
            try {
                disk.sync(etc);
            } catch (IOException e) {
                throw IoFault.failure("make the account files durable in", etc, e);
            }
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
