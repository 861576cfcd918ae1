package org.hubwarden.reconcile;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Servers;
import org.hubwarden.host.Departures.Departed;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.HubName;
import org.hubwarden.plan.ServerNames;

/** Of whom more is looked at than their account and home. Most passes find the same as the last one. Used by one thread. */
final class PeopleToSee {

    private Optional<Known> known = Optional.empty();
    private Optional<Ledger> settled = Optional.empty();

    private record Known(DesiredState desired, Ledger ledger, List<Departed> departed) {

        @SuppressWarnings("ReferenceEquality") // comparing costs more than counting anew
        boolean isOf(DesiredState otherDesired, Ledger otherLedger) {
            return desired == otherDesired && ledger == otherLedger;
        }
    }

    /** Those who are not wanted any more, and those who are back and of whom something was set aside. */
    List<Departed> departed(DesiredState wanted, Ledger ledger) {
        if (known.isEmpty() || !known.get().isOf(wanted, ledger)) {
            known = Optional.of(new Known(wanted, ledger, find(wanted, ledger)));
        }
        return known.get().departed();
    }

    private static List<Departed> find(DesiredState desired, Ledger ledger) {
        Set<HubName> wanted = new HashSet<>(desired.users().keySet());
        Servers.Spawner spawner = desired.servers().spawner();
        return ledger.accounts().values().stream()
                .filter(account -> account.leaving().isPresent() || !wanted.contains(account.hub()))
                .filter(account -> !account.isPurged())
                .map(account -> new Departed(
                        account.unix(),
                        account.uid(),
                        account.home(),
                        ServerNames.of(spawner, account),
                        isDead(account),
                        account.leaving().flatMap(Leaving::elsewhere).isPresent()))
                .toList();
    }

    private static boolean isDead(LedgerAccount account) {
        return account.leaving()
                .flatMap(leaving -> leaving.done(Stage.PROCESSES))
                .isPresent();
    }

    /** Whether somebody lost root of whom it is not shown that nothing has it any more. */
    @SuppressWarnings("ReferenceEquality") // as above
    boolean isRightPending(Ledger planned) {
        if (settled.filter(last -> last == planned).isPresent()) {
            return false;
        }
        boolean isPending = planned.accounts().values().stream()
                .anyMatch(account ->
                        account.demotion().filter(Demotion::isPending).isPresent());
        settled = isPending ? Optional.empty() : Optional.of(planned);
        return isPending;
    }
}
