package org.hubwarden.ledger;

/** What reading a ledger came to. {@link ReadOnly} allows no changes. */
public sealed interface LedgerReading {

    /** The ledger as it was last written. */
    record Intact(Ledger ledger) implements LedgerReading {}

    /**
     * The ledger as an earlier hubwarden wrote it.
     *
     * @param ledger as it is remembered now
     */
    record Older(long version, Ledger ledger) implements LedgerReading {}

    /** There is none, and there are no traces of one: hubwarden has never changed this machine. */
    record Missing() implements LedgerReading {}

    /**
     * It cannot be trusted: a bad checksum, a newer version, a lost file. Nothing may be changed.
     *
     * @param lastGood the generation before, to answer questions from; {@link Ledger#EMPTY} if there is none
     * @param why what is wrong and what to do, for people
     */
    record ReadOnly(Ledger lastGood, String why) implements LedgerReading {}
}
