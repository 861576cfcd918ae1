package org.hubwarden.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;

/**
 * Decides what is to be done. The same input always gives the same plan, and the plan for a machine that is as the state
 * file says is empty.
 */
public final class Planner {

    private final Instant now;
    private final Ends ends;
    private final Circumstances circumstances;
    private final DesiredState desired;
    private final Survey survey;
    private final Concessions concessions;
    private final Draft draft;

    private Planner(DesiredState desired, Survey survey, Circumstances circumstances) {
        this.now = circumstances.now();
        this.ends = circumstances.ends();
        this.circumstances = circumstances;
        this.desired = ends.of(desired);
        this.survey = survey;
        this.concessions = new Concessions(survey, circumstances.fights());
        this.draft = new Draft(survey.ledger(), concessions);
    }

    /** The plan for one moment of a machine. */
    public static Plan plan(DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances) {
        return new Braking(desired, new Survey(observed, ledger), circumstances).plan();
    }

    /** The plan as far as it can be made without the name service; its questions are empty where nothing new is made. */
    public static Proposal propose(
            DesiredState desired, ObservedState observed, Ledger ledger, Circumstances circumstances) {
        Survey survey = new Survey(observed.with(new NssAnswer.FilesOnly()), ledger);
        return new Braking(desired, survey, circumstances).propose();
    }

    /** The plan without brakes. */
    static Planned unbraked(DesiredState desired, Survey survey, Circumstances circumstances) {
        return new Planner(desired, survey, circumstances).plan(Optional.empty());
    }

    /** The plan without brakes, for what is ours already, and in which nobody but these accounts is an admin. */
    static Planned unbraked(DesiredState desired, Survey survey, Circumstances circumstances, Set<String> admins) {
        return new Planner(desired, survey, circumstances).plan(Optional.of(admins));
    }

    /** What the name service must be asked before a plan without brakes can be made. */
    static Questions questions(DesiredState desired, Survey survey, Plan unbraked) {
        return Questions.of(unbraked, new Planner(desired, survey, Circumstances.NONE).ids());
    }

    private IdAllocator ids() {
        return new IdAllocator(survey, desired.ids().orElse(survey.observed().loginDefs()));
    }

    private Planned plan(Optional<Set<String>> only) {
        IdAllocator ids = ids();
        Map<UnixName, DesiredUser> assigned = new NameAssignment(survey, draft).assign(desired);
        SortedMap<GroupName, Long> ourGroups =
                new GroupPlanner(survey, draft, ids, adminNames(assigned)).claim(desired);
        List<Resident> residents = new AccountPlanner(
                        survey, draft, ids, desired.defaults(), ourGroups, desired::isMadeOnDemand)
                .settle(assigned);
        if (only.isPresent()) {
            // What is to become ours is not ours yet.
            ourGroups.keySet().retainAll(survey.ledger().groups().keySet());
            residents.removeIf(r -> survey.ledger().account(r.account().unix()).isEmpty());
        }
        List<LedgerAccount> leavers = new LeaverPlanner(survey, draft, ourGroups, ends).lock(desired);
        Set<String> admins = only.orElseGet(() -> Residents.admins(desired, survey, residents));
        new MembershipPlanner(survey, draft, residents, leavers, admins, ends).settle(ourGroups);
        new HomePlanner(survey, draft, desired.defaults()).settle(residents, leavers);
        SudoersPlanner sudoers = new SudoersPlanner(survey, draft);
        RightsPlanner rights = new RightsPlanner(survey, draft, admins);
        SortedSet<Long> denied = rights.denied(ourGroups, sudoers.deniedToday());
        draft.ledger().passed(ends.passed());
        new Tenures(draft, admins, now).settle(residents);
        sudoers.settle(ourGroups, desired.naming(), denied);
        new ServersPlanner(survey, draft, desired).settle(assigned, residents, leavers, ourGroups);
        new DemotionPlanner(survey, draft, desired, circumstances, admins, rights.smuggled()).settle(residents);
        new LeavingPlanner(survey, draft, desired, circumstances).settle(leavers, residents);
        new Notices(survey, draft).add(ourGroups, admins);
        concessions.others().forEach(draft::add);
        ends.distrust().ifPresent(why -> draft.add(new Finding(Finding.Kind.DISTRUST, "clock", why)));
        Impacts impacts = new Impacts(desired, survey, ends);
        return impacts.of(draft.done(), draft.locks(), residents);
    }

    private static Set<String> adminNames(Map<UnixName, DesiredUser> assigned) {
        return assigned.entrySet().stream()
                .filter(e -> e.getValue().admin())
                .map(e -> e.getKey().value())
                .collect(Collectors.toSet());
    }
}
