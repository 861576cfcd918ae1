package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.Entry;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.PasswdEntry;

/** Indexes over what was observed and what is remembered, made once for a plan. */
final class Survey {

    /** Who is never named by a change: root needs nothing from us. */
    static final String ROOT = "root";

    /** Whose the ids are that nobody has any more. No name of an account has spaces. */
    private static final String GONE = "somebody who is gone";

    private final ObservedState observed;
    private final Ledger ledger;
    private final Map<HubName, LedgerAccount> accountsByHub;
    private final Map<String, LedgerAccount> accountsByName;
    private final NumberIndex accountsByUid;
    private final NumberIndex accountsByGid;
    private final NumberIndex groupsByGid;
    private final NumberIndex uidHolders;
    private final NumberIndex gidHolders;
    private final Set<String> brokenNames = new HashSet<>();
    private final List<GroupEntry> rootEquivalentGroups = new ArrayList<>();

    Survey(ObservedState observed, Ledger ledger) {
        this.observed = observed;
        this.ledger = ledger;
        int lines = accounts().passwd().lines().size();
        accountsByUid = new NumberIndex(lines);
        accountsByGid = new NumberIndex(lines);
        groupsByGid = new NumberIndex(accounts().group().lines().size());
        accounts().passwd().lines().forEach(this::noteBroken);
        accounts().passwd().entries().forEach(this::count);
        accounts().group().entries().forEach(this::count);
        int known = ledger.accounts().size();
        accountsByHub = new HashMap<>(known * 2);
        accountsByName = new HashMap<>(known * 2);
        uidHolders = new NumberIndex(known);
        gidHolders = new NumberIndex(known);
        ledger.accounts().values().forEach(this::note);
        ledger.groups().forEach((name, gid) -> gidHolders.replace(gid, name.value()));
        ledger.tombstones().forEach(id -> {
            uidHolders.add(id, GONE);
            gidHolders.add(id, GONE);
        });
    }

    private void noteBroken(Line<PasswdEntry> line) {
        if (line.entry().isPresent()) {
            return;
        }
        int colon = line.raw().indexOf(':');
        if (colon > 0) {
            brokenNames.add(line.raw().substring(0, colon).strip());
        }
    }

    private void count(PasswdEntry entry) {
        accountsByUid.add(entry.uid(), entry.name());
        accountsByGid.add(entry.gid(), entry.name());
    }

    private void count(GroupEntry entry) {
        groupsByGid.add(entry.gid(), entry.name());
        if (RootEquivalent.isGroup(entry.name())) {
            rootEquivalentGroups.add(entry);
        }
    }

    private void note(LedgerAccount account) {
        String name = account.unix().value();
        accountsByHub.put(account.hub(), account);
        accountsByName.put(name, account);
        uidHolders.replace(account.uid(), name);
        gidHolders.replace(account.gid(), name);
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

    Optional<LedgerAccount> accountNamed(UnixName name) {
        return Optional.ofNullable(accountsByName.get(name.value()));
    }

    int accountsWithUid(long uid) {
        return accountsByUid.count(uid);
    }

    int accountsWithPrimaryGroup(long gid) {
        return accountsByGid.count(gid);
    }

    int accountsNamed(String name) {
        return accounts().passwd().count(name);
    }

    int groupsWithGid(long gid) {
        return groupsByGid.count(gid);
    }

    int groupsNamed(String name) {
        return accounts().group().count(name);
    }

    /** The account that the kernel's number stands for: the first line with it. */
    Optional<String> accountWithUid(long uid) {
        return accountsByUid.holder(uid);
    }

    /** The account of ours that has or had this uid. What others made may have another's uid as its gid. */
    Optional<String> uidEverOf(long uid) {
        return uidHolders.holder(uid);
    }

    /** The account or group of ours that has or had this gid. */
    Optional<String> gidEverOf(long gid) {
        return gidHolders.holder(gid);
    }

    /** Whether passwd has a line of that name that glibc cannot read and other programs may. */
    boolean hasBrokenLine(String name) {
        return brokenNames.contains(name);
    }

    /** Lines of groups whose members are as good as root. */
    List<GroupEntry> rootEquivalentGroups() {
        return rootEquivalentGroups;
    }

    /** Whether it is the name of an account of ours. */
    boolean isOurs(String account) {
        return accountsByName.containsKey(account);
    }

    /** Whether the name service knows the name, or was not asked for it: no answer is not "free". */
    boolean isTakenElsewhere(String name) {
        return observed.nss() instanceof NssAnswer.Answer answer
                && (answer.takenNames().contains(name) || !answer.names().contains(name));
    }

    /** Whether any account file or the ledger uses the number, as uid or as gid. */
    boolean isTaken(long id) {
        return accountsWithUid(id) > 0
                || accountsWithPrimaryGroup(id) > 0
                || groupsWithGid(id) > 0
                || uidHolders.count(id) > 0
                || gidHolders.count(id) > 0;
    }

    /** The highest number that the ledger holds within these bounds, or {@code min - 1}. */
    long highestKnown(long min, long max) {
        return Math.max(uidHolders.highest(min, max), gidHolders.highest(min, max));
    }

    /** Whether the line is spelled as we would write it: only then do we rewrite it. */
    static boolean isCanonical(Line<? extends Entry> line) {
        return line.isCanonical();
    }
}
