package org.hubwarden.plan;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Tenure;

/** Remembers who is an admin by the state file, and since when. */
final class Tenures {

    private final Draft draft;
    private final Set<String> admins;
    private final Instant now;

    /** {@code admins}: the accounts that may have root. */
    Tenures(Draft draft, Set<String> admins, Instant now) {
        this.draft = draft;
        this.admins = admins;
        this.now = now;
    }

    /** An account in conflict stays what it was: nobody becomes an admin without being touched. */
    void settle(List<Resident> residents) {
        Set<String> undisputed = new HashSet<>();
        residents.stream()
                .map(resident -> resident.account().unix().value())
                .filter(admins::contains)
                .forEach(undisputed::add);
        for (LedgerAccount account : draft.ledger().accounts()) {
            String name = account.unix().value();
            boolean begins = undisputed.contains(name) && account.tenure().isEmpty();
            boolean ends = !admins.contains(name) && account.tenure().isPresent();
            if (begins || ends) {
                Optional<Tenure> tenure = begins ? Optional.of(new Tenure(Optional.of(now))) : Optional.empty();
                draft.ledger().change(account.unix(), a -> a.withTenure(tenure));
            }
        }
    }
}
