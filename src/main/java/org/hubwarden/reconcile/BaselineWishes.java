package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.BaselineStore.Grant;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;

/**
 * Asks after each pass for a baseline for whoever became an admin, and for a sweep for whoever is none any more. It only leaves word:
 * another unit does it, and no pass waits for it.
 */
public final class BaselineWishes implements PassListener {

    /** What was asked for and is not there is asked for again after so long. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final BaselineStore store;
    private final Journal journal;
    private final Map<String, Instant> asked = new HashMap<>();
    private Optional<Set<Grant>> settled = Optional.empty();

    /** {@code journal}: where it is told when no word can be left. */
    public BaselineWishes(BaselineStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    @Override
    public void passed(PassResult result, Duration took) {
        result.remaining().ifPresent(plan -> {
            try {
                compare(plan.before(), Instant.now());
            } catch (HostFailure failure) {
                new AuditLog(journal).event(Event.NOTICE, "no baseline is asked for: " + failure.sentence());
            }
        });
    }

    /** A pass after which all is as it was settled reads nothing. */
    void compare(Ledger ledger, Instant now) throws HostFailure {
        Set<Grant> admins = ledger.accounts().values().stream()
                .filter(account -> account.tenure().isPresent())
                .map(BaselineWishes::grant)
                .collect(Collectors.toSet());
        if (settled.equals(Optional.of(admins))) {
            return;
        }
        Set<Grant> held = store.held();
        Set<String> names = admins.stream().map(Grant::account).collect(Collectors.toSet());
        Set<Grant> grants = new HashSet<>(admins);
        grants.removeAll(held);
        Set<String> sweeps = new HashSet<>();
        for (Grant grant : held) {
            if (!names.contains(grant.account())
                    && store.report(grant.account()).isEmpty()) {
                sweeps.add(grant.account());
            }
        }
        settled = grants.isEmpty() && sweeps.isEmpty() ? Optional.of(admins) : Optional.empty();
        grants.removeIf(grant -> isAsked("grant " + grant, now));
        sweeps.removeIf(account -> isAsked("sweep " + account, now));
        if (!grants.isEmpty() || !sweeps.isEmpty()) {
            store.ask(new BaselineStore.Requests(grants, sweeps));
        }
    }

    private boolean isAsked(String what, Instant now) {
        Instant before = asked.getOrDefault(what, Instant.MIN);
        boolean recently = !before.equals(Instant.MIN) && now.isBefore(before.plus(AGAIN));
        if (!recently) {
            asked.put(what, now);
        }
        return recently;
    }

    static Grant grant(LedgerAccount account) {
        String since = account.tenure()
                .flatMap(tenure -> tenure.since())
                .map(Instant::toString)
                .orElse("");
        return new Grant(account.unix().value(), since);
    }

    @Override
    public void at(Activity activity) {
        // What the loop does between passes changes nobody's rights.
    }

    @Override
    public void stuck(Duration since, String where) {
        // Told by others.
    }
}
