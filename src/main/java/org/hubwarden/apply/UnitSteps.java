package org.hubwarden.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;

/**
 * The units, last of all: first what their files say, so that whatever is started has it; then what runs; then what is to run.
 * Nothing that runs is ever stopped here.
 */
final class UnitSteps {

    /** Units started at once, before whoever watches hears of them. */
    private static final int BATCH = 50;

    private final Doors doors;
    private final Work work;

    UnitSteps(Work work) {
        this.doors = work.doors();
        this.work = work;
    }

    void carryOut(Plan plan) {
        each(plan.changes(UnitChange.Write.class), doors.unitFiles()::write);
        each(plan.changes(UnitChange.Remove.class), doors.unitFiles()::remove);
        each(plan.changes(UnitChange.Reload.class), reload -> doors.units().reload());
        each(plan.changes(UnitChange.Adjust.class), doors.units()::adjust);
        start(plan.changes(UnitChange.Start.class));
    }

    private <C extends UnitChange> void each(List<C> changes, Deed<C> deed) {
        for (C change : changes) {
            if (work.isStopping()) {
                return;
            }
            work.outcomes().of(change, deed);
        }
    }

    private void start(List<UnitChange.Start> starts) {
        for (int i = 0; i < starts.size() && !work.isStopping(); i += BATCH) {
            List<UnitChange.Start> batch = starts.subList(i, Math.min(starts.size(), i + BATCH));
            try {
                Map<UnitName, String> failures = doors.units().start(batch);
                batch.forEach(start -> work.outcomes().told(start, Optional.ofNullable(failures.get(start.unit()))));
            } catch (HostFailure e) {
                work.outcomes().failed(batch, e.sentence());
            }
        }
    }
}
