package org.hubwarden.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Stakes;

/** Plans, asks the brakes, and plans again for what runs while the rest waits. */
final class Braking {

    private final DesiredState desired;
    private final Survey survey;
    private final Circumstances circumstances;

    Braking(DesiredState desired, Survey survey, Circumstances circumstances) {
        this.desired = desired;
        this.survey = survey;
        this.circumstances = circumstances;
    }

    Plan plan() {
        return braked(Planner.unbraked(desired, survey, circumstances));
    }

    /** What waits is asked for as well: it may be approved before the plan is made again. */
    Proposal propose() {
        Planned whole = Planner.unbraked(desired, survey, circumstances);
        return new Proposal(braked(whole), Planner.questions(desired, survey, whole.plan()));
    }

    private Plan braked(Planned whole) {
        List<String> reasons = new Brakes(desired.brakes()).reasons(whole.impact());
        Stakes stakes = Brakes.stakes(circumstances.stateSha256(), whole.impact());
        return reasons.isEmpty() || circumstances.approve(stakes) ? whole.plan() : held(whole, stakes, reasons);
    }

    /** Rights are taken while an admin stays; where none would, those there are keep theirs until somebody says so. */
    private Plan held(Planned whole, Stakes stakes, List<String> reasons) {
        Set<String> admins = whole.adminsStaying().isEmpty() ? whole.adminsBefore() : whole.adminsStaying();
        Plan least = Planner.unbraked(desired, survey, circumstances, admins).plan();
        Plan running = new Restraint(survey, admins).running(least);
        Set<Change> run = new HashSet<>(running.changes());
        List<Change> waiting = whole.plan().changes().stream()
                .filter(change -> !run.contains(change))
                .toList();
        return running.with(new Hold(stakes, reasons, waiting));
    }
}
