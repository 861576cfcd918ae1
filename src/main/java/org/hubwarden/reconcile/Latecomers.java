package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.function.Supplier;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.TrailStore;

/** What passes share with the making of single accounts beside them, so that neither undoes what the other does. Thread-safe. */
public final class Latecomers {

    /** More than an account takes, and less than a pass may stand still. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Comings comings = new Comings(PATIENCE);
    private final Doors passes;
    private final Doors beside;

    /**
     * For the doors of a daemon.
     *
     * @param homes for single accounts: another object than that of passes
     * @param trail the same
     */
    public Latecomers(Doors doors, Homes homes, TrailStore trail) {
        SharedLedger ledger = new SharedLedger(doors.ledger());
        SharedPassLock lock = new SharedPassLock(doors.passLock());
        this.passes = doors.with(ledger.forPasses(), lock, doors.homes(), doors.trail());
        this.beside = doors.with(ledger.forLatecomers(), lock, homes, trail);
    }

    /** For passes. */
    public Doors passes() {
        return passes;
    }

    /** For single accounts. */
    Doors beside() {
        return beside;
    }

    /** From now until it is closed, somebody comes in whom no look should see half of. */
    Coming coming() {
        return comings.coming();
    }

    /** Somebody who is coming in. */
    interface Coming extends AutoCloseable {
        @Override
        void close();
    }

    /** A look during which nobody came in, if there are such moments. */
    <T> T undisturbed(Supplier<T> look) {
        return comings.undisturbed(look);
    }
}
