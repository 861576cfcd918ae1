package org.hubwarden.reconcile;

import org.hubwarden.ledger.LedgerAccount;

/** How somebody stands who wants to use their account, by the last pass. */
public sealed interface Footing {

    /**
     * The account is there and in order.
     *
     * @param shell its login shell
     */
    record Ready(LedgerAccount account, String shell) implements Footing {}

    /** The account is asked for, and is not there or not in order yet: a pass may make it. */
    record Missing() implements Footing {}

    /** What happens to them waits until an administrator says that it is meant. */
    record Held() implements Footing {}

    /**
     * The account cannot be had until somebody mends something.
     *
     * @param why a sentence that says what
     */
    record Disputed(String why) implements Footing {}

    /** The state in force does not list them, or their time is over. */
    record Undeclared() implements Footing {}
}
