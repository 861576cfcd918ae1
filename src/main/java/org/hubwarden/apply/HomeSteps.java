package org.hubwarden.apply;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Homes;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.Plan;

/** Homes, once their owners are in the account files. */
final class HomeSteps {

    /** Homes made at once: each batch waits for the disk twice. */
    private static final int BATCH = 2_000;

    private final Homes homes;
    private final Work work;

    HomeSteps(Work work) {
        this.homes = work.doors().homes();
        this.work = work;
    }

    /** In batches: a crash costs one of them, and whoever watches hears of each. */
    void carryOut(Plan plan) {
        List<HomeChange.Create> created = plan.changes(HomeChange.Create.class);
        for (int i = 0; i < created.size() && !work.isStopping(); i += BATCH) {
            List<HomeChange.Create> batch = created.subList(i, Math.min(created.size(), i + BATCH));
            Map<String, String> failures = homes.create(batch);
            batch.forEach(home -> work.outcomes().told(home, Optional.ofNullable(failures.get(home.path()))));
        }
        plan.changes(HomeChange.Regroup.class).forEach(home -> work.outcomes().of(home, homes::regroup));
        plan.changes(HomeChange.Close.class).forEach(home -> work.outcomes().of(home, homes::close));
    }
}
