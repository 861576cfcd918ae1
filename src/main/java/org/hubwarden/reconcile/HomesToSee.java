package org.hubwarden.reconcile;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.host.Homes;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.HomesSight;

/** Which homes are looked at: those of all we know, and those that others in the state file would get. Used by one thread. */
final class HomesToSee {

    private Optional<Known> known = Optional.empty();

    private record Known(DesiredState desired, Ledger ledger, Set<String> paths, Set<String> bases) {

        @SuppressWarnings("ReferenceEquality") // comparing costs as much as making the paths anew
        boolean isOf(DesiredState otherDesired, Ledger otherLedger) {
            return desired == otherDesired && ledger == otherLedger;
        }
    }

    /** A fresh look at them. */
    HomesSight look(Homes door, DesiredState desired, Ledger ledger) {
        if (known.isEmpty() || !known.get().isOf(desired, ledger)) {
            known = Optional.of(of(desired, ledger));
        }
        return door.look(
                known.get().paths(), known.get().bases(), desired.defaults().skeleton());
    }

    private static Known of(DesiredState desired, Ledger ledger) {
        String base = desired.defaults().home();
        // In the order of names, in which they were made, mostly: the kernel finds a neighbour faster than one at
        // random.
        Set<String> paths = new LinkedHashSet<>(ledger.accounts().size() * 2);
        Set<String> bases = new HashSet<>(Set.of(base));
        for (LedgerAccount account : ledger.accounts().values()) {
            paths.add(account.home());
            bases.add(account.home().substring(0, account.home().lastIndexOf('/')));
        }
        Set<HubName> known = new HashSet<>(ledger.accounts().size() * 2);
        ledger.accounts().values().forEach(account -> known.add(account.hub()));
        for (DesiredUser user : desired.users().values()) {
            if (!known.contains(user.name())) {
                paths.add(base + "/" + desired.naming().unixName(user.name()));
            }
        }
        return new Known(desired, ledger, Collections.unmodifiableSet(paths), Set.copyOf(bases));
    }
}
