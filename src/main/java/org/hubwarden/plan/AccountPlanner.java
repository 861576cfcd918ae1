package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.hubwarden.spec.AccountText;

/**
 * The accounts of desired users: made, adopted, brought back, put right, or left alone with a word why. What is asked of every account is
 * asked plainly: a lambda that captures is an object, whose making is a call into the virtual machine.
 */
final class AccountPlanner {

    private final Survey survey;
    private final Draft draft;
    private final Newcomers newcomers;
    private final Identity identity;
    private final OwnGroup ownGroup;
    private final Defaults defaults;
    private final SortedMap<GroupName, Long> ourGroups;
    private final Predicate<DesiredUser> isLater;
    private final SortedSet<GroupName> ordinary;
    private final Map<Membership, SortedSet<GroupName>> groups = new HashMap<>();

    private record Membership(Set<GroupName> listed, boolean admin) {}

    /** {@code isLater}: whose account is not made by this plan, where it is not there. */
    AccountPlanner(
            Survey survey,
            Draft draft,
            IdAllocator ids,
            Defaults defaults,
            SortedMap<GroupName, Long> ourGroups,
            Predicate<DesiredUser> isLater) {
        this.survey = survey;
        this.draft = draft;
        this.newcomers = new Newcomers(survey, draft, ids, defaults);
        this.identity = new Identity(survey);
        this.ownGroup = new OwnGroup(survey, draft);
        this.defaults = defaults;
        this.ourGroups = ourGroups;
        this.isLater = isLater;
        this.ordinary = groupsOf(Set.of(), false);
    }

    /** Those whose accounts are ours and undisputed. */
    List<Resident> settle(Map<UnixName, DesiredUser> assigned) {
        List<Resident> residents = new ArrayList<>(assigned.size());
        for (Map.Entry<UnixName, DesiredUser> entry : assigned.entrySet()) {
            Optional<Resident> resident = settle(entry.getKey(), entry.getValue());
            if (resident.isPresent()) {
                residents.add(resident.get());
            }
        }
        return residents;
    }

    private Optional<Resident> settle(UnixName name, DesiredUser user) {
        Optional<LedgerAccount> known = survey.accountNamed(name);
        Optional<String> left = known.flatMap(
                account -> ReturnCheck.fault(account, survey.observed().leavers()));
        if (left.isPresent()) {
            return conflict(user, known.get(), left.get());
        }
        Optional<Line<PasswdEntry>> line = survey.accounts().passwd().findLine(name.value());
        if (line.isEmpty()) {
            return known.isPresent() ? again(user, known.get()) : create(name, user);
        }
        PasswdEntry entry = line.get().entry().orElseThrow();
        return known.isPresent()
                ? present(user, known.get(), line.get(), entry)
                : newcomers.adopt(name, user, line.get(), entry).map(account -> repaired(user, account, entry));
    }

    private Optional<Resident> create(UnixName name, DesiredUser user) {
        if (isLater.test(user)) {
            return Optional.empty();
        }
        return newcomers.create(name, user).map(account -> made(creation(user, account, listed(user)), user, account));
    }

    private Resident made(AccountChange.Create creation, DesiredUser user, LedgerAccount account) {
        draft.add(creation);
        return new Resident(user, account, Resident.Standing.NEW, creation.groups());
    }

    private AccountChange.Create creation(DesiredUser user, LedgerAccount account, Reason reason) {
        return new AccountChange.Create(
                user.name(),
                account.unix(),
                account.uid(),
                account.gid(),
                account.home(),
                defaults.shell(),
                groupsOf(user),
                reason);
    }

    /** An account of ours whose line is gone gets its own number again, if that is still nobody's. */
    private Optional<Resident> again(DesiredUser user, LedgerAccount account) {
        Optional<String> fault = identity.absence(account);
        if (fault.isPresent()) {
            return conflict(
                    user, account, "has no line in /etc/passwd any more, and does not come back: " + fault.get());
        }
        AccountChange.Create creation = creation(user, account, new Reason("known, and without a line in /etc/passwd"));
        if (draft.leaves(creation)) {
            return Optional.empty();
        }
        draft.ledger().change(account.unix(), LedgerAccount::unlocked);
        return Optional.of(made(creation, user, account));
    }

    private Optional<Resident> present(
            DesiredUser user, LedgerAccount account, Line<PasswdEntry> line, PasswdEntry entry) {
        Optional<String> fault = identity.fault(account, line, entry);
        if (fault.isPresent()) {
            return conflict(user, account, "is left alone: " + fault.get());
        }
        boolean locked = account.locked().isPresent()
                && !LockState.of(survey, entry).isAsBefore(account.locked().get());
        if (locked) {
            return Optional.of(returning(user, account, entry));
        }
        if (account.locked().isPresent()) {
            draft.ledger().change(account.unix(), LedgerAccount::unlocked);
        }
        return Optional.of(repaired(user, account, entry));
    }

    private Resident returning(DesiredUser user, LedgerAccount account, PasswdEntry entry) {
        ownGroup.repair(account, entry);
        SortedSet<GroupName> groups = groupsOf(user);
        draft.add(new AccountChange.Unlock(account.unix(), account.locked().orElseThrow(), groups, back(user)));
        draft.unlockedAfterwards(account.unix());
        return new Resident(user, account, Resident.Standing.RETURNING, groups);
    }

    private static Reason back(DesiredUser user) {
        return new Reason(user.until().map(until -> "listed until " + until).orElse("back in the state file"));
    }

    private Resident repaired(DesiredUser user, LedgerAccount account, PasswdEntry entry) {
        ownGroup.repair(account, entry);
        Optional<AccountChange.Flaw> flaw = passwordFlaw(survey, entry);
        if (flaw.isPresent()) {
            draft.add(new AccountChange.Repair(
                    account.unix(), account.gid(), entry.gid(), flaw.get(), new Reason(sentence(flaw.get()))));
        }
        return new Resident(user, account, Resident.Standing.PRESENT, groupsOf(user));
    }

    /** What is wrong with where the password is, or with there being none. */
    static Optional<AccountChange.Flaw> passwordFlaw(Survey survey, PasswdEntry entry) {
        Optional<ShadowEntry> shadow = survey.accounts().shadow().find(entry.name());
        if (entry.password().isEmpty()
                || shadow.map(ShadowEntry::password).orElse("!").isEmpty()) {
            return Optional.of(AccountChange.Flaw.EMPTY_PASSWORD);
        }
        boolean shadowed = entry.password().equals(AccountText.SHADOWED) && shadow.isPresent();
        return shadowed ? Optional.empty() : Optional.of(AccountChange.Flaw.NOT_SHADOWED);
    }

    private static String sentence(AccountChange.Flaw flaw) {
        return flaw == AccountChange.Flaw.EMPTY_PASSWORD
                ? "it could be entered without a password"
                : "its password is not in /etc/shadow";
    }

    /** Thousands of users have the same few sets, and most only those that everybody has. */
    private SortedSet<GroupName> groupsOf(DesiredUser user) {
        if (user.groups().isEmpty() && !user.admin()) {
            return ordinary;
        }
        return groups.computeIfAbsent(
                new Membership(user.groups(), user.admin()), m -> groupsOf(user.groups(), user.admin()));
    }

    private SortedSet<GroupName> groupsOf(Set<GroupName> listed, boolean admin) {
        SortedSet<GroupName> groups = new TreeSet<>(listed);
        groups.add(GroupName.USERS);
        groups.remove(GroupName.ADMINS);
        if (admin) {
            groups.add(GroupName.ADMINS);
        }
        groups.retainAll(ourGroups.keySet());
        return Collections.unmodifiableSortedSet(groups);
    }

    private static Reason listed(DesiredUser user) {
        return new Reason(user.admin() ? "listed under admins" : "listed under users");
    }

    private Optional<Resident> conflict(DesiredUser user, LedgerAccount account, String sentence) {
        draft.conflict(user.name().value(), "the account " + account.unix() + " " + sentence);
        return Optional.empty();
    }
}
