package org.hubwarden.apply;

import java.util.List;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/** Rules of sudo: denials before anything else, grants after it. */
final class SudoSteps {

    private final Work work;
    private boolean isEverybodyDenied = true;

    SudoSteps(Work work) {
        this.work = work;
    }

    void deny(Plan plan) {
        deny(plan.changes(SudoersChange.Deny.class));
    }

    /** Somebody may have become one to deny between the two plans. */
    void denyLate(Plan first, Plan plan) {
        deny(plan.changes(SudoersChange.Deny.class).stream()
                .filter(deny -> !first.changes().contains(deny))
                .toList());
    }

    private void deny(List<SudoersChange.Deny> denials) {
        for (SudoersChange.Deny denial : denials) {
            isEverybodyDenied &= write(denial);
        }
    }

    /** While one denial is not in force, nothing may be granted: the grant would arm whom it should have stopped. */
    void grant(Plan plan) {
        if (isEverybodyDenied) {
            plan.changes(SudoersChange.Grant.class).forEach(this::write);
            plan.changes(SudoersChange.Lift.class).forEach(this::write);
        }
    }

    private boolean write(SudoersChange change) {
        return work.outcomes().of(change, work.doors().sudoers()::write);
    }
}
