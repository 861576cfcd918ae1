package org.hubwarden.ledger;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;

/** Collects changes to a {@link Ledger}, so that many cost one copy. Not thread-safe. */
public final class LedgerDraft {

    private long highestId;
    private final SortedMap<UnixName, LedgerAccount> accounts;
    private final SortedMap<GroupName, Long> groups;

    LedgerDraft(Ledger base) {
        this.highestId = base.highestId();
        this.accounts = new TreeMap<>(base.accounts());
        this.groups = new TreeMap<>(base.groups());
    }

    /** The account of that name as it is recorded by now. */
    public Optional<LedgerAccount> account(UnixName name) {
        return Optional.ofNullable(accounts.get(name));
    }

    /** A copy of all accounts as they are recorded by now, in the order of their names. */
    public List<LedgerAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    /** Records an account, new or changed. The id counts as given out, unless somebody else chose it. */
    public LedgerDraft put(LedgerAccount account) {
        accounts.put(account.unix(), account);
        if (!account.adopted()) {
            highestId = Math.max(highestId, Math.max(account.uid(), account.gid()));
        }
        return this;
    }

    /** Changes what is recorded of an account; nothing where none is. */
    public LedgerDraft change(UnixName name, UnaryOperator<LedgerAccount> change) {
        accounts.computeIfPresent(name, (n, account) -> change.apply(account));
        return this;
    }

    /** Records a group that hubwarden makes; its gid counts as given out. */
    public LedgerDraft create(GroupName name, long gid) {
        highestId = Math.max(highestId, gid);
        return adopt(name, gid);
    }

    /** Records a group that somebody else made: its gid says nothing about what we gave out. */
    public LedgerDraft adopt(GroupName name, long gid) {
        groups.put(name, gid);
        return this;
    }

    /** The ledger with all changes. */
    public Ledger done() {
        return new Ledger(highestId, accounts, groups);
    }
}
