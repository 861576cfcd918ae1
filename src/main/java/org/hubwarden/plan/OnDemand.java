package org.hubwarden.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.spec.UnitText;

/**
 * Plans for the accounts of a few, by the parts that plan for everybody. Only where that is all there is to do: where anything but an
 * account, its home and its unit file would have to be made or changed for them, a plan for everybody is needed.
 */
public final class OnDemand {

    private final DesiredState desired;
    private final Survey survey;
    private final Set<HubName> names;
    private final Concessions concessions;

    private OnDemand(DesiredState desired, Survey survey, Set<HubName> names) {
        this.desired = desired;
        this.survey = survey;
        this.names = names;
        this.concessions = new Concessions(survey, Fights.NONE);
    }

    /**
     * The plan for these users. What keeps one of them from an account is among its findings.
     *
     * @param desired without those whose time is over
     * @return empty where a plan for everybody is needed
     */
    public static Optional<Plan> plan(DesiredState desired, ObservedState observed, Ledger ledger, Set<HubName> names) {
        return new OnDemand(desired, new Survey(observed, ledger), names).plan();
    }

    /** The same as far as it can be made without the name service, and what that must be asked. */
    public static Optional<Proposal> propose(
            DesiredState desired, ObservedState observed, Ledger ledger, Set<HubName> names) {
        Survey survey = new Survey(observed.with(new NssAnswer.FilesOnly()), ledger);
        OnDemand few = new OnDemand(desired, survey, names);
        return few.plan().map(plan -> new Proposal(plan, Questions.of(plan, few.ids())));
    }

    private IdAllocator ids() {
        return new IdAllocator(survey, desired.ids().orElse(survey.observed().loginDefs()));
    }

    private Optional<Plan> plan() {
        Optional<SortedMap<GroupName, Long>> groups = groups();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        Draft draft = new Draft(survey.ledger(), concessions);
        Map<UnixName, DesiredUser> assigned = new NameAssignment(survey, draft).assign(desired, theirs());
        List<Resident> residents = new AccountPlanner(
                        survey, draft, ids(), desired.defaults(), groups.get(), user -> false)
                .settle(assigned);
        new HomePlanner(survey, draft, desired.defaults()).settle(residents, List.of());
        new ServersPlanner(survey, draft, desired).settleFiles(residents);
        Plan plan = draft.done();
        boolean isAll = plan.changes().stream().allMatch(this::isMaking) && !isAnyDenied(plan, residents, groups.get());
        return isAll ? Optional.of(remembering(plan)) : Optional.empty();
    }

    /** That their homes are in place is remembered by the next plan for everybody, which sees them: a ledger is written once here. */
    private static Plan remembering(Plan plan) {
        return new Plan(plan.changes(), plan.findings(), plan.hold(), plan.before(), plan.before());
    }

    private Predicate<UnixName> theirs() {
        Set<UnixName> accounts = names.stream()
                .map(name -> survey.accountOf(name)
                        .map(LedgerAccount::unix)
                        .orElseGet(() -> desired.naming().unixName(name)))
                .collect(Collectors.toSet());
        return accounts::contains;
    }

    /** Those that members may be put into; empty where one is to be made or taken over first. */
    private Optional<SortedMap<GroupName, Long>> groups() {
        Draft draft = new Draft(survey.ledger(), concessions);
        SortedMap<GroupName, Long> groups = new GroupPlanner(survey, draft, ids(), Set.of()).claim(desired);
        return draft.done().isEmpty() ? Optional.of(groups) : Optional.empty();
    }

    /** Homes that vanished may be on a file system that is not mounted, which only a look at all of them tells. */
    private boolean isMaking(Change change) {
        boolean isNewHome = change instanceof HomeChange.Create home
                && !survey.ledger()
                        .account(home.unix())
                        .map(LedgerAccount::housed)
                        .orElse(false);
        return change instanceof AccountChange.Create
                || isNewHome
                || (change instanceof UnitChange.Write file && UnitText.isDropIn(file.path()));
    }

    /** Who would be root by a back door is denied sudo before the account is made, and that is done for everybody together. */
    private boolean isAnyDenied(Plan plan, List<Resident> residents, SortedMap<GroupName, Long> groups) {
        Draft afterwards = new Draft(plan.before(), concessions);
        Set<String> admins = Residents.admins(desired, survey, residents);
        SortedSet<Long> denied =
                new RightsPlanner(survey, afterwards, admins).denied(groups, Collections.emptySortedSet());
        return residents.stream()
                .anyMatch(resident -> resident.user().admin()
                        || denied.contains(resident.account().uid()));
    }
}
