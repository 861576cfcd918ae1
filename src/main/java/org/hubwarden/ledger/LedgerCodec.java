package org.hubwarden.ledger;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The ledger as bytes: JSON that people can read, with a version and a checksum. One ledger has one form, so every byte
 * that is not as {@link #encode} writes it is damage.
 */
public final class LedgerCodec {

    /** The form that this code writes, and the latest that it reads. */
    public static final long VERSION = 4;

    /** The earliest that it reads. */
    private static final long OLDEST = 1;

    private LedgerCodec() {}

    /**
     * The bytes of a ledger.
     *
     * @throws IllegalArgumentException for a ledger that {@link #decode} would not take back: an id that two share, or one
     *     that could be given out again
     */
    public static byte[] encode(Ledger ledger) {
        Optional<String> fault = LedgerRules.fault(ledger);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
        return LedgerWriter.document(ledger, VERSION);
    }

    /** Takes bytes apart, whatever they are. */
    public static LedgerDecoding decode(byte[] bytes) {
        try (LedgerParser parser = new LedgerParser(bytes)) {
            long version = parser.version();
            if (version > VERSION) {
                return new LedgerDecoding.Newer(version);
            }
            return version >= OLDEST
                    ? decode(parser, version, bytes)
                    : damaged("version " + version + " was never written");
        } catch (IOException e) {
            return damaged(LedgerTokens.sentence(e));
        } catch (IllegalArgumentException e) {
            return damaged(String.valueOf(e.getMessage()));
        }
    }

    private static LedgerDecoding decode(LedgerParser parser, long version, byte[] bytes) throws IOException {
        String stated = parser.checksum();
        Ledger ledger = parser.ledger();
        Optional<String> fault = LedgerRules.fault(ledger);
        if (fault.isPresent()) {
            return damaged(fault.get());
        }
        boolean isEarlier = version <= EarlierForm.LAST;
        if (!stated.equals(isEarlier ? EarlierForm.checksum(ledger) : LedgerWriter.checksum(ledger))) {
            return damaged("its checksum does not fit its content");
        }
        byte[] form =
                isEarlier ? EarlierForm.document(ledger, stated, version) : LedgerWriter.document(ledger, version);
        if (!Arrays.equals(bytes, form)) {
            return damaged("its form was changed, although its content was not");
        }
        return version == VERSION
                ? new LedgerDecoding.Decoded(ledger)
                : new LedgerDecoding.Older(version, LedgerMigration.migrated(ledger, version));
    }

    private static LedgerDecoding damaged(String what) {
        return new LedgerDecoding.Damaged(what);
    }
}
