package org.hubwarden.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;

/** Collects changes to a {@link Ledger}, so that many cost one copy. Not thread-safe. */
public final class LedgerDraft {

    private final Ledger base;
    private long highestId;
    private SortedMap<UnixName, LedgerAccount> accounts;
    private SortedMap<GroupName, Long> groups;
    private SortedSet<Long> tombstones;
    private Optional<Instant> passed;
    private boolean copied;

    LedgerDraft(Ledger base) {
        this.base = base;
        this.highestId = base.highestId();
        this.accounts = base.accounts();
        this.groups = base.groups();
        this.tombstones = base.tombstones();
        this.passed = base.passed();
    }

    private void record(LedgerAccount account) {
        copy();
        accounts.put(account.unix(), account);
    }

    /** Most drafts change nothing, and copying costs more than looking. */
    private void copy() {
        if (!copied) {
            accounts = new TreeMap<>(accounts);
            groups = new TreeMap<>(groups);
            copied = true;
        }
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
        record(account);
        if (!account.adopted()) {
            highestId = Math.max(highestId, Math.max(account.uid(), account.gid()));
        }
        return this;
    }

    /** Changes what is recorded of an account; nothing where none is. */
    public LedgerDraft change(UnixName name, UnaryOperator<LedgerAccount> change) {
        account(name).ifPresent(account -> {
            LedgerAccount changed = change.apply(account);
            if (!changed.equals(account)) {
                record(changed);
            }
        });
        return this;
    }

    /** Records a group that hubwarden makes; its gid counts as given out. */
    public LedgerDraft create(GroupName name, long gid) {
        highestId = Math.max(highestId, gid);
        return adopt(name, gid);
    }

    /** Records a group that somebody else made: its gid says nothing about what we gave out. */
    public LedgerDraft adopt(GroupName name, long gid) {
        if (!Long.valueOf(gid).equals(groups.get(name))) {
            copy();
            groups.put(name, gid);
        }
        return this;
    }

    /** Forgets an account, but for its ids: nobody has them ever again. */
    public LedgerDraft bury(UnixName name) {
        account(name).ifPresent(account -> {
            copy();
            accounts.remove(name);
            tombstones = new TreeSet<>(tombstones);
            tombstones.add(account.uid());
            tombstones.add(account.gid());
        });
        return this;
    }

    /** Records up to when ends by date have come. */
    public LedgerDraft passed(Optional<Instant> end) {
        passed = end;
        return this;
    }

    /** The ledger with all changes; the very one it began with when there are none. */
    public Ledger done() {
        boolean same = !copied && highestId == base.highestId() && passed.equals(base.passed());
        return same ? base : new Ledger(highestId, accounts, groups, tombstones, passed);
    }
}
