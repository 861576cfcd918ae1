package org.hubwarden.cli;

import java.util.Locale;

/** How somebody stands with hubwarden. */
enum Standing {
    /** The account is ours and in use. */
    ACTIVE,
    /** The account is made or adopted by the next pass. */
    NEW,
    /** The account is made when the hub first asks for it. */
    ON_DEMAND,
    /** The account is ours, in use, and locked by the next pass: its user left the state file, or their time is over. */
    LEAVING,
    /** The account is ours and nobody gets in. */
    LOCKED,
    /** Their time was over before there was an account. */
    ENDED,
    /** The machine has something in the way, and a person is to decide. */
    CONFLICT;

    /** As it is printed. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
