package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    private final ObservedState observed;
    private final Ledger ledger;
    private final Map<HubName, LedgerAccount> accountsByHub = new HashMap<>();
    private final Map<String, LedgerAccount> accountsByName = new HashMap<>();
    private final Map<Long, Integer> passwdLinesByUid = new HashMap<>();
    private final Map<Long, Integer> passwdLinesByGid = new HashMap<>();
    private final Map<Long, Integer> groupLinesByGid = new HashMap<>();
    private final Map<String, Integer> passwdLinesByName = new HashMap<>();
    private final Map<String, Integer> groupLinesByName = new HashMap<>();
    private final Map<Long, String> firstNameByUid = new HashMap<>();
    private final Set<String> brokenNames = new HashSet<>();
    private final List<GroupEntry> rootEquivalentGroups = new ArrayList<>();
    private final Map<Long, String> uidHolders = new HashMap<>();
    private final Map<Long, String> gidHolders = new HashMap<>();

    Survey(ObservedState observed, Ledger ledger) {
        this.observed = observed;
        this.ledger = ledger;
        accounts().passwd().lines().forEach(this::noteBroken);
        accounts().passwd().entries().forEach(this::count);
        accounts().group().entries().forEach(this::count);
        for (LedgerAccount account : ledger.accounts().values()) {
            accountsByHub.put(account.hub(), account);
            accountsByName.put(account.unix().value(), account);
            uidHolders.put(account.uid(), account.unix().value());
            gidHolders.put(account.gid(), account.unix().value());
        }
        ledger.groups().forEach((name, gid) -> gidHolders.put(gid, name.value()));
    }

    private void noteBroken(Line<PasswdEntry> line) {
        int colon = line.raw().indexOf(':');
        if (line.entry().isEmpty() && colon > 0) {
            brokenNames.add(line.raw().substring(0, colon).strip());
        }
    }

    private void count(PasswdEntry entry) {
        passwdLinesByUid.merge(entry.uid(), 1, Integer::sum);
        firstNameByUid.putIfAbsent(entry.uid(), entry.name());
        passwdLinesByGid.merge(entry.gid(), 1, Integer::sum);
        passwdLinesByName.merge(entry.name(), 1, Integer::sum);
    }

    private void count(GroupEntry entry) {
        groupLinesByGid.merge(entry.gid(), 1, Integer::sum);
        groupLinesByName.merge(entry.name(), 1, Integer::sum);
        if (RootEquivalent.isGroup(entry.name())) {
            rootEquivalentGroups.add(entry);
        }
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

    /** The account that the kernel's number stands for: the first line with it. */
    Optional<String> accountWithUid(long uid) {
        return Optional.ofNullable(firstNameByUid.get(uid));
    }

    /** The account of ours that has or had this uid. What others made may have another's uid as its gid. */
    Optional<String> uidEverOf(long uid) {
        return Optional.ofNullable(uidHolders.get(uid));
    }

    /** The account or group of ours that has or had this gid. */
    Optional<String> gidEverOf(long gid) {
        return Optional.ofNullable(gidHolders.get(gid));
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
                || uidHolders.containsKey(id)
                || gidHolders.containsKey(id);
    }

    /** The highest number that the ledger holds within these bounds, or {@code min - 1}. */
    long highestKnown(long min, long max) {
        return Stream.concat(uidHolders.keySet().stream(), gidHolders.keySet().stream())
                .filter(id -> id >= min && id <= max)
                .max(Long::compare)
                .orElse(min - 1);
    }

    /** Whether the line is spelled as we would write it: only then do we rewrite it. */
    static boolean isCanonical(Line<? extends Entry> line) {
        return line.isCanonical();
    }
}
