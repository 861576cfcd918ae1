package org.hubwarden.host.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerCodec;
import org.hubwarden.ledger.LedgerDecoding;
import org.hubwarden.ledger.LedgerReading;

/**
 * The files of the ledger and what they say together.
 *
 * @param directory where they are; need not exist
 */
record LedgerFiles(Path directory) {

    /** For people who find the marker. */
    static final byte[] MARKER_TEXT = """
            hubwarden has given out accounts and ids on this machine; ledger.json, beside this file, remembers them.
            While this file is here, a ledger that is missing counts as lost, and hubwarden changes nothing without it.
            """.getBytes(StandardCharsets.UTF_8);

    /** How a ledger of this version begins. */
    private static final String START = "{\n  \"version\" : " + LedgerCodec.VERSION + ",\n";

    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    Path current() {
        return directory.resolve("ledger.json");
    }

    Path previous() {
        return directory.resolve("ledger.json.previous");
    }

    /** Stands from the first ledger on, so that a lost one is not taken for a machine that never had any. */
    Path marker() {
        return directory.resolve("ledger.began");
    }

    Path draft() {
        return directory.resolve(".ledger.json");
    }

    Path previousDraft() {
        return directory.resolve(".ledger.json.previous");
    }

    Path markerDraft() {
        return directory.resolve(".ledger.began");
    }

    LedgerReading read() {
        try {
            Optional<FileContent> content = FileContent.read(current(), LIMIT, ATTEMPTS);
            return content.isPresent() ? decoded(content.get().bytes()) : absent();
        } catch (HostFailure e) {
            return readOnly(e.sentence());
        }
    }

    private LedgerReading decoded(byte[] bytes) {
        LedgerDecoding decoding = LedgerCodec.decode(bytes);
        if (decoding instanceof LedgerDecoding.Decoded d) {
            return new LedgerReading.Intact(d.ledger());
        }
        if (decoding instanceof LedgerDecoding.Older older) {
            return new LedgerReading.Older(older.version(), older.ledger());
        }
        if (decoding instanceof LedgerDecoding.Newer newer) {
            return readOnly(
                    current() + " is in version " + newer.version() + ", written by a newer hubwarden than this, which"
                            + " knows " + LedgerCodec.VERSION + ". Install that one again.");
        }
        return readOnly(current() + " is damaged: " + ((LedgerDecoding.Damaged) decoding).what() + ". " + recovery());
    }

    private LedgerReading absent() throws HostFailure {
        try {
            boolean lost = PathStat.find(marker()).isPresent()
                    || PathStat.find(previous()).isPresent();
            return lost ? readOnly(current() + " is missing. " + recovery()) : new LedgerReading.Missing();
        } catch (IOException e) {
            throw IoFault.failure("look at", directory, e);
        }
    }

    private String recovery() {
        String start = "Nothing is changed until it is put right: take it from a backup";
        return previousLedger().isPresent()
                ? start + ", or, if the accounts in " + previous() + " are those of this machine, cp -a " + previous()
                        + " " + current()
                : start + ". Without one, hubwarden no longer knows which accounts are its own: to begin anew and adopt"
                        + " them, remove " + current() + ", " + previous() + " and " + marker();
    }

    private LedgerReading readOnly(String why) {
        return new LedgerReading.ReadOnly(previousLedger().orElse(Ledger.EMPTY), why);
    }

    private Optional<Ledger> previousLedger() {
        try {
            return FileContent.read(previous(), LIMIT, ATTEMPTS)
                    .map(c -> LedgerCodec.decode(c.bytes()))
                    .flatMap(LedgerFiles::ledger);
        } catch (HostFailure e) {
            return Optional.empty();
        }
    }

    private static Optional<Ledger> ledger(LedgerDecoding decoding) {
        if (decoding instanceof LedgerDecoding.Decoded decoded) {
            return Optional.of(decoded.ledger());
        }
        return decoding instanceof LedgerDecoding.Older older ? Optional.of(older.ledger()) : Optional.empty();
    }

    /** Where a ledger of an earlier version is kept when it is migrated. */
    Path ofVersion(long version) {
        return directory.resolve("ledger.json.v" + version);
    }

    Path draftOfVersion(long version) {
        return directory.resolve(".ledger.json.v" + version);
    }

    /** Whether the first line of the ledger says another version than ours. Costs next to nothing. */
    boolean looksOlder() throws HostFailure {
        try (InputStream in = Files.newInputStream(current(), LinkOption.NOFOLLOW_LINKS)) {
            String start = new String(in.readNBytes(START.length()), StandardCharsets.US_ASCII);
            return !start.equals(START);
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException e) {
            throw IoFault.failure("read", current(), e);
        }
    }
}
