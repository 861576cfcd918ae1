package org.hubwarden.host.linux;

import java.util.Optional;
import java.util.zip.CRC32C;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.RememberedFile;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerReading;

/**
 * The ledger as it was read or written last. While the stamp of its file is settled and the same, it is not read again.
 * Thread-safe.
 */
final class RememberedLedger {

    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    private Optional<Known> known = Optional.empty();

    /**
     * What is known of it.
     *
     * @param content the checksum of the file's, while its stamp alone does not tell
     */
    private record Known(PathStat stat, Optional<Long> content, Ledger ledger) {}

    /** What the files say. */
    synchronized LedgerReading read(LedgerFiles files) {
        try {
            return isStampStill(files)
                    ? new LedgerReading.Intact(known.orElseThrow().ledger())
                    : readAgain(files, FileContent.read(files.current(), LIMIT, ATTEMPTS));
        } catch (HostFailure e) {
            return readAgain(files, Optional.empty());
        }
    }

    private LedgerReading readAgain(LedgerFiles files, Optional<FileContent> content) {
        Optional<Ledger> same = content.flatMap(this::same);
        LedgerReading reading =
                same.<LedgerReading>map(LedgerReading.Intact::new).orElseGet(files::read);
        known = content.filter(c -> reading instanceof LedgerReading.Intact)
                .map(c -> remembered(c, ((LedgerReading.Intact) reading).ledger()));
        return reading;
    }

    /** Remembers what was just written and read back. */
    synchronized void wrote(LedgerFiles files, byte[] content, Ledger ledger) throws HostFailure {
        known = stat(files).map(stat -> new Known(stat, Optional.of(checksum(content)), ledger));
    }

    private boolean isStampStill(LedgerFiles files) throws HostFailure {
        return known.isPresent()
                && known.get().content().isEmpty()
                && stat(files).filter(known.get().stat()::equals).isPresent();
    }

    private Optional<Ledger> same(FileContent content) {
        return known.filter(k -> k.stat().equals(content.stat()))
                .filter(k -> k.content().equals(Optional.of(checksum(content.bytes()))))
                .map(Known::ledger);
    }

    private static Known remembered(FileContent content, Ledger ledger) {
        Optional<Long> checksum = content.settled() ? Optional.empty() : Optional.of(checksum(content.bytes()));
        return new Known(content.stat(), checksum, ledger);
    }

    /** Enough to tell a file that was written within the same moment, with the same size, from ours. */
    private static long checksum(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return checksum.getValue();
    }

    private static Optional<PathStat> stat(LedgerFiles files) throws HostFailure {
        return RememberedFile.stat(files.current());
    }
}
