package org.hubwarden.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Entry;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.PasswdEntry;

/** Indexes over what was observed and what is remembered, made once for a plan. */
final class Survey {

    private final ObservedState observed;
    private final Ledger ledger;
    private final Map<HubName, LedgerAccount> accountsByHub = new HashMap<>();
    private final Map<Long, Integer> passwdLinesByUid = new HashMap<>();
    private final Map<Long, Integer> passwdLinesByGid = new HashMap<>();
    private final Map<Long, Integer> groupLinesByGid = new HashMap<>();
    private final Map<String, Integer> passwdLinesByName = new HashMap<>();
    private final Map<String, Integer> groupLinesByName = new HashMap<>();
    private final Set<Long> ledgerIds = new HashSet<>();

    Survey(ObservedState observed, Ledger ledger) {
        this.observed = observed;
        this.ledger = ledger;
        accounts().passwd().entries().forEach(this::count);
        accounts().group().entries().forEach(this::count);
        for (LedgerAccount account : ledger.accounts().values()) {
            accountsByHub.put(account.hub(), account);
            ledgerIds.add(account.uid());
            ledgerIds.add(account.gid());
        }
        ledgerIds.addAll(ledger.groups().values());
    }

    private void count(PasswdEntry entry) {
        passwdLinesByUid.merge(entry.uid(), 1, Integer::sum);
        passwdLinesByGid.merge(entry.gid(), 1, Integer::sum);
        passwdLinesByName.merge(entry.name(), 1, Integer::sum);
    }

    private void count(GroupEntry entry) {
        groupLinesByGid.merge(entry.gid(), 1, Integer::sum);
        groupLinesByName.merge(entry.name(), 1, Integer::sum);
    }

    ObservedState observed() {
        return observed;
    }

    AccountDatabases accounts() {
        return observed.accounts();
    }

    Ledger ledger() {
        return ledger;
    }

    Optional<LedgerAccount> accountOf(HubName hub) {
        return Optional.ofNullable(accountsByHub.get(hub));
    }

    int accountsWithUid(long uid) {
        return passwdLinesByUid.getOrDefault(uid, 0);
    }

    int accountsWithPrimaryGroup(long gid) {
        return passwdLinesByGid.getOrDefault(gid, 0);
    }

    int accountsNamed(String name) {
        return passwdLinesByName.getOrDefault(name, 0);
    }

    int groupsWithGid(long gid) {
        return groupLinesByGid.getOrDefault(gid, 0);
    }

    int groupsNamed(String name) {
        return groupLinesByName.getOrDefault(name, 0);
    }

    /** Whether any account file or the ledger uses the number, as uid or as gid. */
    boolean isTaken(long id) {
        return accountsWithUid(id) > 0
                || accountsWithPrimaryGroup(id) > 0
                || groupsWithGid(id) > 0
                || ledgerIds.contains(id);
    }

    /** The highest number that the ledger holds within these bounds, or {@code min - 1}. */
    long highestKnown(long min, long max) {
        return ledgerIds.stream()
                .filter(id -> id >= min && id <= max)
                .max(Long::compare)
                .orElse(min - 1);
    }

    /** Whether the line is spelled as we would write it: only then do we rewrite it. */
    static boolean isCanonical(Line<? extends Entry> line) {
        return line.entry().map(e -> e.toLine().equals(line.raw())).orElse(false);
    }
}
