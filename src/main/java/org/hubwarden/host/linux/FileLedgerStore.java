package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.LedgerStore;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerCodec;
import org.hubwarden.ledger.LedgerReading;

/** {@code ledger.json} in {@code /var/lib/hubwarden}, 0700. To be used by who holds the pass lock; reading needs no lock. */
public final class FileLedgerStore implements LedgerStore {

    private static final String DIRECTORY = "/var/lib/hubwarden";

    private final Root root;
    private final Disk disk;
    private final RememberedLedger memory = new RememberedLedger();
    private Optional<Prepared> prepared = Optional.empty();

    /** A ledger that lies beside the one in force, durable; {@code draft} is its file as it was left. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Prepared(Ledger ledger, byte[] bytes, PathStat draft) {}

    /** For the machine or a tree; the directory is made by the first {@link #write}. */
    public FileLedgerStore(Root root) {
        this(root, new NioDisk());
    }

    FileLedgerStore(Root root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    @Override
    public LedgerReading read() {
        try {
            return memory.read(new LedgerFiles(root.locate(DIRECTORY)));
        } catch (HostFailure e) {
            return new LedgerReading.ReadOnly(Ledger.EMPTY, e.sentence());
        }
    }

    @Override
    public void prepare(Ledger ledger) {
        prepared = Optional.empty();
        try {
            if (read() instanceof LedgerReading.Intact) {
                LedgerFiles files = new LedgerFiles(root.locate(DIRECTORY));
                byte[] bytes = LedgerCodec.encode(ledger);
                Draft.write(disk, files.draft(), bytes, Stamp.ours(0600));
                prepared = Optional.of(new Prepared(ledger, bytes, PathStat.of(files.draft())));
            }
        } catch (HostFailure | IOException | IllegalArgumentException e) {
            // Writing it will fail the same way, and say so.
            prepared = Optional.empty();
        }
    }

    /** The bytes of a ledger, durable in its draft; lying there already if somebody thought of it. */
    private byte[] draft(LedgerFiles files, Ledger ledger) throws IOException {
        Optional<Prepared> ready = prepared;
        prepared = Optional.empty();
        if (ready.isPresent() && isReady(ready.get(), files, ledger)) {
            return ready.get().bytes();
        }
        byte[] bytes = LedgerCodec.encode(ledger);
        Draft.write(disk, files.draft(), bytes, Stamp.ours(0600));
        return bytes;
    }

    @SuppressWarnings("ReferenceEquality") // comparing costs as much as encoding
    private static boolean isReady(Prepared prepared, LedgerFiles files, Ledger ledger) throws IOException {
        return prepared.ledger() == ledger
                && PathStat.find(files.draft()).filter(prepared.draft()::equals).isPresent();
    }

    @Override
    public void migrate() throws HostFailure {
        LedgerFiles files = new LedgerFiles(root.locate(DIRECTORY));
        if (files.looksOlder() && read() instanceof LedgerReading.Older older) {
            write(older.ledger());
        }
    }

    @Override
    public void write(Ledger ledger) throws HostFailure {
        LedgerReading before = read();
        if (before instanceof LedgerReading.ReadOnly broken) {
            throw new HostFailure(broken.why());
        }
        LedgerFiles files = new LedgerFiles(root.makeDirectory(DIRECTORY, 0700));
        try {
            if (before instanceof LedgerReading.Older older) {
                backUp(files, older.version());
            }
            byte[] content = draft(files, ledger);
            replace(files);
            memory.wrote(files, content, ledger);
        } catch (IllegalArgumentException e) {
            throw new HostFailure("The ledger was not written, because " + e.getMessage() + "; this is a bug.", e);
        } catch (IOException e) {
            throw IoFault.failure("write", files.current(), e);
        }
    }

    /** The form that an earlier hubwarden wrote stays beside the new one: that one can be installed again. */
    private void backUp(LedgerFiles files, long version) throws IOException {
        Path draft = files.draftOfVersion(version);
        disk.delete(draft);
        disk.link(draft, files.current());
        disk.rename(draft, files.ofVersion(version));
        // When both were one file already, rename(2) has done nothing and the link is still there.
        disk.delete(draft);
        disk.sync(files.directory());
    }

    // The backup comes first and ledger.json is never away: after a crash between any two steps it is the old or the
    // new.
    private void replace(LedgerFiles files) throws IOException, HostFailure {
        if (PathStat.find(files.current()).isPresent()) {
            keepPrevious(files);
        }
        disk.rename(files.draft(), files.current());
        disk.sync(files.directory());
        mark(files);
    }

    private void keepPrevious(LedgerFiles files) throws IOException {
        Path link = files.previousDraft();
        disk.delete(link);
        disk.link(link, files.current());
        disk.rename(link, files.previous());
        // When both were one file already, rename(2) has done nothing and the link is still there.
        disk.delete(link);
    }

    private void mark(LedgerFiles files) throws IOException {
        if (PathStat.find(files.marker()).isEmpty()) {
            Draft.replace(disk, files.markerDraft(), files.marker(), LedgerFiles.MARKER_TEXT, Stamp.ours(0600));
        }
    }
}
