package org.hubwarden.laws;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.observed.SearchSight;
import org.hubwarden.plan.DemotionStep;

/** What is done on a machine of values after somebody lost root. */
final class Aftermath {

    private Aftermath() {}

    static void of(DemotionStep step, Machine machine) {
        if (step instanceof DemotionStep.End end) {
            gone(machine, end.uid());
        } else if (step instanceof DemotionStep.Kill kill) {
            gone(machine, kill.uid());
        } else if (step instanceof DemotionStep.Search search) {
            machine.rights = new RightsSight(
                    machine.rights.holders(),
                    new SearchSight(search.after(), false, Optional.empty(), machine.groupFiles, List.of()));
        } else if (step instanceof DemotionStep.TakeBit take) {
            machine.groupFiles.removeIf(file -> file.inode() == take.inode());
            SearchSight before = machine.rights.search();
            SearchSight left = new SearchSight(
                    before.after(), false, Optional.empty(), List.copyOf(machine.groupFiles), before.unseen());
            machine.rights =
                    new RightsSight(machine.rights.holders(), machine.groupFiles.isEmpty() ? SearchSight.NONE : left);
        }
        machine.ledger = machine.ledger
                .draft()
                .change(step.unix(), a -> a.withDemotion(a.demotion().map(demotion -> after(step, demotion, machine))))
                .done();
    }

    private static void gone(Machine machine, long uid) {
        Optional<ProcessesSight> left = machine.rights.holders().map(seen -> {
            List<RunningProcess> others = seen.found().stream()
                    .filter(process -> !process.hasUid(uid))
                    .toList();
            return new ProcessesSight(others, seen.unproven());
        });
        machine.rights = new RightsSight(left, machine.rights.search());
    }

    private static Demotion after(DemotionStep step, Demotion demotion, Machine machine) {
        Instant now = machine.clock.now();
        if (step instanceof DemotionStep.Tell) {
            return demotion.afterTelling();
        }
        if (step instanceof DemotionStep.End) {
            return demotion.ended(now);
        }
        if (step instanceof DemotionStep.Serve) {
            return demotion.afterServing();
        }
        return step instanceof DemotionStep.Prove ? demotion.proven(now) : demotion;
    }
}
