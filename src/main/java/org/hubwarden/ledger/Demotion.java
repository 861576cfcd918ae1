package org.hubwarden.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the loss of somebody's root came. Sudo is denied from the first moment; this is about what else still ran with the right.
 * It stays, as a memory, until they are an admin again.
 *
 * @param since when the right was taken
 * @param told whether they were told on their terminals
 * @param served whether their server ran when it was about to be ended, and is to run again
 * @param ended when all of theirs that ran had been ended; empty while it may go on
 * @param proven when it was shown that no process of theirs has the right, and no file gives it; empty while it is not
 */
public record Demotion(Instant since, boolean told, boolean served, Optional<Instant> ended, Optional<Instant> proven) {

    /** One that begins. */
    public static Demotion beginning(Instant now) {
        return new Demotion(now, false, false, Optional.empty(), Optional.empty());
    }

    /** The same once they were told. */
    public Demotion afterTelling() {
        return new Demotion(since, true, served, ended, proven);
    }

    /** The same with a server that is to run again. */
    public Demotion withServer() {
        return new Demotion(since, told, true, ended, proven);
    }

    /** The same once what ran has been ended. */
    public Demotion ended(Instant now) {
        return new Demotion(since, told, served, Optional.of(now), Optional.empty());
    }

    /** The same once the server runs again, or will not. */
    public Demotion afterServing() {
        return new Demotion(since, told, false, ended, proven);
    }

    /** The same once it is shown. */
    public Demotion proven(Instant now) {
        return new Demotion(since, told, served, ended, Optional.of(now));
    }

    /** Whether something is left to do or to show. */
    public boolean isPending() {
        return proven.isEmpty();
    }
}
