package org.hubwarden.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredGroup;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;

/**
 * What a plan does to people: who leaves, who becomes an admin, who is one before and after. Who leaves by a date that an accepted
 * file gives is no accident, and does not count: brakes say the same whether they are still there or not.
 */
final class Impacts {

    private final DesiredState desired;
    private final Survey survey;
    private final Ends ends;
    private final List<LedgerAccount> inUse;
    /** Admins whose account is there. */
    private final Map<String, LedgerAccount> admins;

    private final List<GroupName> rootsGroups;

    Impacts(DesiredState desired, Survey survey, Ends ends) {
        this.desired = desired;
        this.survey = survey;
        this.ends = ends;
        this.rootsGroups = desired.groups().values().stream()
                .filter(DesiredGroup::rootEquivalent)
                .map(DesiredGroup::name)
                .toList();
        this.inUse = survey.ledger().accounts().values().stream()
                .filter(account -> account.locked().isEmpty() && !ends.endsUser(account.hub()))
                .toList();
        this.admins = survey.ledger().accounts().values().stream()
                .filter(account -> account.locked().isEmpty())
                .filter(account -> account.tenure().isPresent())
                .filter(account -> survey.accountsNamed(account.unix().value()) > 0)
                .collect(Collectors.toMap(account -> account.unix().value(), Function.identity()));
    }

    Planned of(Plan plan, List<AccountChange.Lock> locks, List<Resident> residents) {
        Set<String> staying = new TreeSet<>();
        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        admins.forEach((name, account) -> {
            before.add(account.hub().value());
            if (isDesiredAdmin(account.hub())) {
                staying.add(name);
                after.add(account.hub().value());
            }
        });
        residents.stream()
                .filter(resident -> resident.user().admin())
                .forEach(resident -> after.add(resident.user().name().value()));
        boolean newcomers = residents.stream().anyMatch(r -> r.standing() == Resident.Standing.NEW);
        Brakes.Impact impact =
                new Brakes.Impact(inUse.size(), newcomers, removals(locks), promotions(residents), before, after);
        return new Planned(plan, impact, Set.copyOf(admins.keySet()), staying);
    }

    private boolean isDesiredAdmin(HubName hub) {
        return Optional.ofNullable(desired.users().get(hub))
                .map(DesiredUser::admin)
                .orElse(false);
    }

    private Set<String> removals(List<AccountChange.Lock> locks) {
        Set<String> names = new HashSet<>();
        for (AccountChange.Lock lock : locks) {
            survey.ledger()
                    .account(lock.unix())
                    .filter(account -> account.locked().isEmpty() && !ends.endsUser(account.hub()))
                    .ifPresent(account -> names.add(account.hub().value()));
        }
        return names;
    }

    /** On a machine that is new to us everybody has to begin somewhere. */
    private Set<String> promotions(List<Resident> residents) {
        boolean begins = survey.ledger().accounts().isEmpty();
        return residents.stream()
                .filter(resident -> resident.user().admin() ? !isAdmin(resident) : entersRootsGroup(resident))
                .filter(resident -> !(begins && resident.standing() == Resident.Standing.NEW))
                .map(resident -> resident.user().name().value())
                .collect(Collectors.toSet());
    }

    /** Into a group whose members are as good as root. An admin is one already. */
    private boolean entersRootsGroup(Resident resident) {
        for (GroupName group : rootsGroups) {
            if (resident.groups().contains(group)
                    && !isMember(group, resident.account().unix().value())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMember(GroupName group, String account) {
        return survey.accounts()
                .group()
                .find(group.value())
                .map(line -> line.members().contains(account))
                .orElse(false);
    }

    private boolean isAdmin(Resident resident) {
        return survey.ledger()
                .account(resident.account().unix())
                .flatMap(LedgerAccount::tenure)
                .isPresent();
    }
}
