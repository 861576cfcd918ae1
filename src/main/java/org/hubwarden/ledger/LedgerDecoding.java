package org.hubwarden.ledger;

/** What bytes that should be a ledger came to. */
public sealed interface LedgerDecoding {

    /** They are one, to the last byte. */
    record Decoded(Ledger ledger) implements LedgerDecoding {}

    /** They are one of an earlier hubwarden, to the last byte; here as this one remembers it. */
    record Older(long version, Ledger ledger) implements LedgerDecoding {}

    /** They are one of a later hubwarden, of which nothing else is known. */
    record Newer(long version) implements LedgerDecoding {}

    /**
     * They are none.
     *
     * @param what is wrong, to be put after the name of the file and a colon
     */
    record Damaged(String what) implements LedgerDecoding {}
}
