package org.hubwarden.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.LedgerStore;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.UnixName;

/**
 * The ledger of a daemon, written by passes and by what makes single accounts beside them. A pass writes what it made of the ledger
 * that it read: accounts that came since are put in. Who makes single accounts only adds them to what is there. Thread-safe.
 */
final class SharedLedger {

    private final LedgerStore store;
    private final Map<UnixName, LedgerAccount> latecomers = new LinkedHashMap<>();
    private Optional<Thought> thought = Optional.empty();

    /** What is written when somebody is put in, made before the account files are locked. */
    private record Thought(Ledger wanted, Ledger now, Ledger together) {

        @SuppressWarnings("ReferenceEquality") // comparing costs as much as thinking again
        boolean isOf(Ledger otherWanted, Ledger otherNow) {
            return wanted == otherWanted && now == otherNow;
        }
    }

    SharedLedger(LedgerStore store) {
        this.store = store;
    }

    /** For passes. */
    LedgerStore forPasses() {
        return new Side(false);
    }

    /** For what makes accounts beside them. */
    LedgerStore forLatecomers() {
        return new Side(true);
    }

    private synchronized void prepare(Ledger wanted) {
        store.prepare(withLatecomers(wanted));
    }

    private synchronized void write(Ledger wanted) throws HostFailure {
        store.write(withLatecomers(wanted));
    }

    private synchronized void migrate() throws HostFailure {
        store.migrate();
    }

    /** Without those whose ids were buried meanwhile: they were here, and are gone. */
    private Ledger withLatecomers(Ledger wanted) {
        LedgerDraft draft = wanted.draft();
        latecomers.forEach((name, account) -> {
            boolean isLost =
                    !wanted.accounts().containsKey(name) && !wanted.tombstones().contains(account.uid());
            if (isLost) {
                draft.put(account);
            }
        });
        return draft.done();
    }

    private synchronized void prepareAdding(Ledger wanted) {
        if (store.read() instanceof LedgerReading.Intact intact) {
            Thought likely = new Thought(wanted, intact.ledger(), together(wanted, intact.ledger()));
            store.prepare(likely.together());
            thought = Optional.of(likely);
        }
    }

    private synchronized void add(Ledger wanted) throws HostFailure {
        Ledger now = intact(store.read());
        Ledger together =
                thought.filter(t -> t.isOf(wanted, now)).map(Thought::together).orElseGet(() -> together(wanted, now));
        thought = Optional.empty();
        together.accountsNotOf(now).forEach(account -> latecomers.put(account.unix(), account));
        store.write(together);
    }

    /** What is there now, and who is new in the other. */
    private Ledger together(Ledger wanted, Ledger now) {
        LedgerDraft draft = now.draft();
        for (LedgerAccount account : wanted.accountsNotOf(now)) {
            Optional<LedgerAccount> present = now.account(account.unix());
            boolean isNew = present.isEmpty() && !now.tombstones().contains(account.uid());
            boolean isOurs = latecomers.containsKey(account.unix()) && !present.equals(Optional.of(account));
            if (isNew || isOurs) {
                draft.put(account);
            }
        }
        return draft.done();
    }

    private static Ledger intact(LedgerReading reading) throws HostFailure {
        if (reading instanceof LedgerReading.Intact intact) {
            return intact.ledger();
        }
        throw new HostFailure(
                reading instanceof LedgerReading.ReadOnly broken
                        ? broken.why()
                        : "the first pass over this machine has not ended yet");
    }

    private final class Side implements LedgerStore {

        private final boolean isLate;

        private Side(boolean isLate) {
            this.isLate = isLate;
        }

        @Override
        public LedgerReading read() {
            return store.read();
        }

        @Override
        public void prepare(Ledger ledger) {
            if (isLate) {
                prepareAdding(ledger);
            } else {
                SharedLedger.this.prepare(ledger);
            }
        }

        @Override
        public void migrate() throws HostFailure {
            SharedLedger.this.migrate();
        }

        @Override
        public void write(Ledger ledger) throws HostFailure {
            if (isLate) {
                add(ledger);
            } else {
                SharedLedger.this.write(ledger);
            }
        }
    }
}
