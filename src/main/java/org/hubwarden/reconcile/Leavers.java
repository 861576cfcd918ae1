package org.hubwarden.reconcile;

import java.util.List;
import java.util.Optional;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.Stage;
import org.hubwarden.observed.LeaversSight;

/** How far those who leave have come, all together: after a semester's end there are hundreds, and somebody waits. */
public final class Leavers {

    private Leavers() {}

    /** A phrase; empty where nobody is on the way, whoever waits for a day to come. */
    public static Optional<String> progress(Ledger ledger, LeaversSight sight) {
        List<Leaving> leaving = ledger.accounts().values().stream()
                .filter(account -> !account.isPurged())
                .flatMap(account -> account.leaving().stream())
                .toList();
        long under = leaving.stream().filter(l -> l.done(Stage.KEYS).isEmpty()).count();
        long packing = sight.packing();
        if (under == 0 && packing == 0) {
            return Optional.empty();
        }
        String ending = under == 0 ? "" : under + " of " + leaving.size() + " who leave are at steps 1 to 5";
        String homes = packing == 0
                ? ""
                : packing + (packing == 1 ? " home is" : " homes are") + " being packed or brought back";
        return Optional.of(ending + (ending.isEmpty() || homes.isEmpty() ? "" : ", ") + homes);
    }
}
