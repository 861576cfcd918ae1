package org.hubwarden.reconcile;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.TrailStore;

/** What passes share with the making of single accounts beside them, so that neither undoes what the other does. Thread-safe. */
public final class Latecomers {

    /** Looks that are taken again because somebody came in meanwhile; then one is taken as it is, and the next pass sees better. */
    private static final int LOOKS = 4;

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
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
        begun.incrementAndGet();
        return ended::incrementAndGet;
    }

    /** Somebody who is coming in. */
    interface Coming extends AutoCloseable {
        @Override
        void close();
    }

    /** A look during which nobody came in, if there are such moments. */
    <T> T undisturbed(Supplier<T> look) {
        for (int looks = 1; ; looks++) {
            long start = begun.get();
            boolean isIdle = ended.get() == start;
            T seen = look.get();
            if ((isIdle && begun.get() == start) || looks == LOOKS) {
                return seen;
            }
        }
    }
}
