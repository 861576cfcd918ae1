package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;

/** Removes old baselines, which may be large. Never one that the right of somebody who has root now refers to. */
final class BaselinePruning {

    /** So many are kept beside those. */
    private static final int MOST = 10;

    private BaselinePruning() {}

    /** The newest stay. Without anybody in the ledger nothing is known of who has root, and nothing is removed. */
    static List<String> prune(Ledger ledger, BaselineStore store) throws HostFailure {
        Set<String> needed = new HashSet<>();
        for (LedgerAccount account : ledger.accounts().values()) {
            if (account.tenure().isPresent()) {
                Optional<String> path = store.of(account.unix().value());
                path.ifPresent(needed::add);
            }
        }
        List<String> others = new ArrayList<>(store.kept());
        others.removeAll(needed);
        Collections.reverse(others);
        List<String> old = ledger.accounts().isEmpty() || others.size() <= MOST
                ? List.of()
                : List.copyOf(others.subList(MOST, others.size()));
        for (String path : old) {
            store.drop(path);
        }
        return old;
    }
}
