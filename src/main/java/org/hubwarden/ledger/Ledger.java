package org.hubwarden.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/**
 * What hubwarden remembers of a machine. Written before the machine is changed, so that an account of ours is never met as
 * a stranger's. Immutable.
 *
 * @param highestId the highest id ever given out, 0 when none was; lower ones are never given again
 * @param accounts every account that was ever ours: one Unix name belongs to one hub name for ever
 * @param groups every group that is ours, with its gid; the accounts' primary groups are not listed
 * @param tombstones ids of accounts that are not remembered any more; they are never given out again
 * @param passed the latest end by date that a trusted clock has passed; empty for none yet
 */
public record Ledger(
        long highestId,
        SortedMap<UnixName, LedgerAccount> accounts,
        SortedMap<GroupName, Long> groups,
        SortedSet<Long> tombstones,
        Optional<Instant> passed) {

    /** The ledger of a machine that hubwarden has never changed. */
    public static final Ledger EMPTY = new Ledger(0, new TreeMap<>(), new TreeMap<>());

    public Ledger {
        accounts = Collections.unmodifiableSortedMap(new TreeMap<>(accounts));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        tombstones = Collections.unmodifiableSortedSet(new TreeSet<>(tombstones));
    }

    /** One that knows of no end by date, and of nobody gone. */
    public Ledger(long highestId, SortedMap<UnixName, LedgerAccount> accounts, SortedMap<GroupName, Long> groups) {
        this(highestId, accounts, groups, Collections.emptySortedSet(), Optional.empty());
    }

    /** The account of that name, if it was ever ours. */
    public Optional<LedgerAccount> account(UnixName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /** The account that was made for a hub name, whatever naming was in force then. */
    public Optional<LedgerAccount> accountOf(HubName hub) {
        return accounts.values().stream().filter(a -> a.hub().equals(hub)).findFirst();
    }

    /** The gid of a group that is ours. */
    public Optional<Long> gid(GroupName name) {
        return Optional.ofNullable(groups.get(name));
    }

    /**
     * The accounts of this that are not the very same objects in another, in the order of their names. Ledgers are made from each other, and
     * to compare thousands of accounts that nobody changed takes as long as a plan.
     */
    @SuppressWarnings("ReferenceEquality") // equal ones that are not the same are handed out as well
    public List<LedgerAccount> accountsNotOf(Ledger other) {
        List<LedgerAccount> found = new ArrayList<>();
        LedgerAccount[] theirs = other.accounts().values().toArray(LedgerAccount[]::new);
        int at = 0;
        for (LedgerAccount account : accounts.values()) {
            while (at < theirs.length
                    && theirs[at] != account
                    && theirs[at].unix().compareTo(account.unix()) < 0) {
                at++;
            }
            if (at < theirs.length && theirs[at] == account) {
                at++;
            } else {
                found.add(account);
            }
        }
        return found;
    }

    /** A copy to be changed; see {@link LedgerDraft}. */
    public LedgerDraft draft() {
        return new LedgerDraft(this);
    }
}
