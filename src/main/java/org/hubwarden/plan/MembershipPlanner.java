package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;

/**
 * Who is in which group of ours. Accounts that come, go or come back bring their groups with them; here is what happens to
 * the others. Strangers stay in groups that are mere labels, and are taken out of the admin group.
 */
final class MembershipPlanner {

    private final Survey survey;
    private final Draft draft;
    private final Map<String, Resident> residents;
    /** Who is to be in a group, of those whose account is there already. */
    private final Map<GroupName, List<String>> wanted = new HashMap<>();

    private final Set<String> admins;
    private final Ends ends;
    private final Set<String> leavers = new HashSet<>();
    private final Map<String, Set<GroupName>> leaving = new HashMap<>();

    /** {@code admins}: the accounts that may be in the admin group, those of conflicts included. */
    MembershipPlanner(
            Survey survey,
            Draft draft,
            List<Resident> residents,
            List<LedgerAccount> leavers,
            Set<String> admins,
            Ends ends) {
        this.survey = survey;
        this.draft = draft;
        this.admins = admins;
        this.residents = new HashMap<>(residents.size() * 2);
        this.ends = ends;
        leavers.forEach(account -> this.leavers.add(account.unix().value()));
        residents.forEach(this::note);
        draft.locks().forEach(lock -> leaving.put(lock.subject(), lock.groups()));
    }

    private void note(Resident resident) {
        String name = resident.account().unix().value();
        residents.put(name, resident);
        if (resident.standing() == Resident.Standing.PRESENT) {
            for (GroupName group : resident.groups()) {
                wanted.computeIfAbsent(group, g -> new ArrayList<>()).add(name);
            }
        }
    }

    /** Plans the members of all groups that are ours, primary groups included. */
    void settle(SortedMap<GroupName, Long> ourGroups) {
        for (GroupName name : ourGroups.keySet()) {
            Optional<GroupEntry> entry = survey.accounts().group().find(name.value());
            Set<String> present = new HashSet<>(entry.map(GroupEntry::members).orElse(List.of()));
            add(name, present);
            entry.ifPresent(e -> remove(name, e));
            entry.ifPresent(e -> tidy(name.value(), e));
        }
        for (LedgerAccount account : draft.ledger().accounts()) {
            Optional<GroupEntry> own =
                    survey.accounts().group().find(account.unix().value());
            if (own.isPresent() && own.get().gid() == account.gid()) {
                settlePrimary(account, own.get());
            }
        }
    }

    private void add(GroupName group, Set<String> present) {
        for (String member : wanted.getOrDefault(group, List.of())) {
            if (!present.contains(member)) {
                unlessLeft(new GroupChange.AddMember(group, member, new Reason(whyIn(group))));
            }
        }
    }

    private void remove(GroupName group, GroupEntry entry) {
        entry.members().stream()
                .distinct()
                .filter(member -> !belongs(group, member))
                .filter(member -> !leaving.getOrDefault(member, Set.of()).contains(group))
                .forEach(member ->
                        unlessLeft(new GroupChange.RemoveMember(group, member, new Reason(whyOut(group, member)))));
    }

    private void unlessLeft(GroupChange change) {
        if (!draft.leaves(change)) {
            draft.add(change);
        }
    }

    private boolean belongs(GroupName group, String member) {
        if (group.equals(GroupName.ADMINS)) {
            return admins.contains(member) || member.equals(Survey.ROOT);
        }
        Resident resident = residents.get(member);
        return resident != null ? resident.groups().contains(group) : !leavers.contains(member);
    }

    private void settlePrimary(LedgerAccount account, GroupEntry entry) {
        String name = account.unix().value();
        for (String member : strangersIn(name, entry)) {
            draft.add(new GroupChange.RemoveMember(
                    GroupName.primaryOf(account.unix()), member, new Reason("a user's own group has no other member")));
        }
        tidy(name, entry);
    }

    private static List<String> strangersIn(String name, GroupEntry entry) {
        return entry.members().isEmpty()
                ? List.of()
                : entry.members().stream()
                        .distinct()
                        .filter(member -> !member.equals(name) && !member.equals(Survey.ROOT))
                        .toList();
    }

    private void tidy(String name, GroupEntry entry) {
        Optional<String> flaw = flaw(survey.accounts(), entry);
        if (flaw.isPresent()) {
            draft.add(new GroupChange.Tidy(new GroupName(name), new Reason(flaw.get())));
        }
    }

    /** What is wrong with a group's lines, whoever its members are. */
    static Optional<String> flaw(AccountDatabases files, GroupEntry entry) {
        if (files.gshadow().isPresent()) {
            Optional<String> fault = fault(files.gshadow().get().find(entry.name()), entry);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return entry.hasPassword() ? Optional.of("a password opens it") : Optional.empty();
    }

    private static Optional<String> fault(Optional<GshadowEntry> line, GroupEntry entry) {
        if (line.map(GshadowEntry::isOpen).orElse(false)) {
            return Optional.of("somebody could become a member without being root");
        }
        boolean agrees = line.isPresent() && isSame(line.get().members(), entry.members());
        return agrees ? Optional.empty() : Optional.of("/etc/gshadow does not agree with /etc/group");
    }

    private static boolean isSame(List<String> some, List<String> others) {
        return some.equals(others) || Set.copyOf(some).equals(Set.copyOf(others));
    }

    private static String whyIn(GroupName group) {
        if (group.equals(GroupName.USERS)) {
            return "every user is in it";
        }
        return group.equals(GroupName.ADMINS) ? "listed under admins" : "listed in the user's groups";
    }

    private String whyOut(GroupName group, String member) {
        if (!group.equals(GroupName.ADMINS)) {
            return "not listed in the user's groups";
        }
        Optional<Ends.End> end = Optional.ofNullable(residents.get(member))
                .map(resident -> ends.admins().get(resident.user().name()));
        return end.map(e -> "admin until " + e.until()).orElse("not listed under admins");
    }
}
