package org.hubwarden.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.model.HubName;

/** Plans, asks the brakes, and plans again for what runs while the rest waits. */
final class Braking {

    private final DesiredState desired;
    private final Survey survey;
    private final Circumstances circumstances;
    private final Ends ends;

    Braking(DesiredState desired, Survey survey, Circumstances circumstances) {
        this.desired = desired;
        this.survey = survey;
        this.circumstances = circumstances;
        this.ends = circumstances.ends();
    }

    Plan plan() {
        return unlessLast(Planner.unbraked(desired, survey, circumstances)).plan();
    }

    /** What waits is asked for as well: it may be approved before the plan is made again. */
    Proposal propose() {
        Planned whole = Planner.unbraked(desired, survey, circumstances);
        Weighed weighed = unlessLast(whole);
        return new Proposal(
                weighed.plan(),
                Planner.questions(desired, survey, weighed.whole().plan()));
    }

    /** A plan that was asked for, and what becomes of it. */
    private record Weighed(Planned whole, Plan plan) {}

    /** The last admin is one beyond the end, as long as nobody else is: a machine without an admin is nobody's to mend. */
    private Weighed unlessLast(Planned whole) {
        Set<HubName> listed = hubs(named(whole.adminsBefore(), this::isListed));
        Set<HubName> last = ends.lastOf(listed);
        if (last.isEmpty() || !whole.impact().adminsAfter().isEmpty()) {
            return new Weighed(whole, braked(whole));
        }
        Braking sparing = sparing(last);
        Planned more = Planner.unbraked(desired, survey, sparing.circumstances);
        return new Weighed(more, noting(last, sparing.braked(more)));
    }

    private boolean isListed(HubName admin) {
        return Optional.ofNullable(desired.users().get(admin))
                .map(DesiredUser::admin)
                .orElse(false);
    }

    private Braking sparing(Set<HubName> last) {
        return new Braking(desired, survey, circumstances.with(ends.sparing(last)));
    }

    private Plan noting(Set<HubName> last, Plan plan) {
        Plan noted = plan;
        for (HubName name : last) {
            noted = noted.noting(new Finding(
                    Finding.Kind.NOTICE,
                    name.value(),
                    name + " stays an admin although that was until " + ends.adminUntil(name)
                            + ", since nobody else is one; make somebody else an admin, or set another until"));
        }
        return noted;
    }

    private Plan braked(Planned whole) {
        List<String> reasons = new Brakes(desired.brakes()).reasons(whole.impact());
        Stakes stakes = Brakes.stakes(circumstances.stateSha256(), whole.impact());
        return reasons.isEmpty() || circumstances.approve(stakes) ? whole.plan() : held(whole, stakes, reasons);
    }

    /**
     * Rights are taken while an admin stays; where none would, those there are keep theirs until somebody says so. Where even their
     * time is over, the last of them does.
     */
    private Plan held(Planned whole, Stakes stakes, List<String> reasons) {
        Set<String> notOver = named(whole.adminsBefore(), hub -> !ends.endsAdmin(hub));
        if (!whole.adminsStaying().isEmpty()) {
            return held(whole, stakes, reasons, whole.adminsStaying());
        }
        Set<HubName> last = ends.lastOf(hubs(whole.adminsBefore()));
        if (!notOver.isEmpty() || last.isEmpty()) {
            return held(whole, stakes, reasons, notOver);
        }
        return noting(last, sparing(last).held(whole, stakes, reasons, named(whole.adminsBefore(), last::contains)));
    }

    private Plan held(Planned whole, Stakes stakes, List<String> reasons, Set<String> admins) {
        Plan least = Planner.unbraked(desired, survey, circumstances, admins).plan();
        Plan running = new Restraint(survey, admins, ends).running(least);
        Set<Change> run = new HashSet<>(running.changes());
        List<Change> waiting = whole.plan().changes().stream()
                .filter(change -> !run.contains(change))
                .toList();
        return running.with(new Hold(stakes, reasons, waiting));
    }

    private Set<HubName> hubs(Set<String> accounts) {
        return survey.ledger().accounts().values().stream()
                .filter(account -> accounts.contains(account.unix().value()))
                .map(LedgerAccount::hub)
                .collect(Collectors.toSet());
    }

    private Set<String> named(Set<String> accounts, Predicate<HubName> which) {
        return survey.ledger().accounts().values().stream()
                .filter(account -> accounts.contains(account.unix().value()) && which.test(account.hub()))
                .map(account -> account.unix().value())
                .collect(Collectors.toSet());
    }
}
