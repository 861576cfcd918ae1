package org.hubwarden.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;

/** Whose account it is: by name and by uid, from one ledger. Used by one thread; few passes ask by uid. */
final class Holders {

    private final Ledger ledger;
    private final Map<Long, LedgerAccount> byUid = new HashMap<>();

    Holders(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The account of ours with this name, whatever characters are in it. */
    Optional<LedgerAccount> named(String account) {
        return UnixName.isWellFormed(account) ? ledger.account(new UnixName(account)) : Optional.empty();
    }

    Optional<LedgerAccount> withUid(long uid) {
        if (byUid.isEmpty()) {
            ledger.accounts().values().forEach(account -> byUid.put(account.uid(), account));
        }
        return Optional.ofNullable(byUid.get(uid));
    }
}
