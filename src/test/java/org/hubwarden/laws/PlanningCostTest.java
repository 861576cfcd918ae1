package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.IdBlock;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.AccountEdits;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Planner;
import org.junit.jupiter.api.Test;

/** Ten times the people cost about ten times the time: nothing in planning is quadratic. */
class PlanningCostTest {
    /** The processor's time: that of the clock says more of what else the machine does. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int FEW = 1_000;
    private static final int MANY = 10 * FEW;
    /** Linear is 10, quadratic is 100. */
    private static final int BOUND = 40;

    private static final Circumstances NOTHING = new Circumstances(Instant.EPOCH, "", List.of());

    private static Machine machine(int people) {
        Machine machine = new Machine(new Machine.Files(
                "root:x:0:0:root:/root:/bin/bash\n", "root:x:0:\n", "root:*:::::::\n", Optional.of("root:*::\n")));
        machine.loginDefs = new IdRange(1000, 59_999);
        machine.subordinate = IntStream.range(0, 2 * people)
                .mapToObj(i -> new IdBlock(100_000L + i * 65_536L, 65_536))
                .toList();
        return machine;
    }

    @Test
    void planningNewcomersIsLinear() {
        assertLinear(people -> {
            ObservedState observed = machine(people).observe(Crowd.of(people, 0));
            return () -> plan(people, observed, machine(people));
        });
    }

    private static int plan(int people, ObservedState observed, Machine machine) {
        Plan plan = Planner.plan(Crowd.of(people, 0), observed, machine.ledger, NOTHING);
        return AccountEdits.apply(observed.accounts(), plan).passwd().lines().size() - 1;
    }

    @Test
    void planningForThoseWhoAreThereIsLinear() {
        assertLinear(people -> {
            Machine machine = machine(people);
            DesiredState desired = Crowd.of(people, 0);
            machine.pass(desired);
            ObservedState observed = machine.observe(desired);
            return () -> {
                Plan plan = Planner.plan(desired, observed, machine.ledger, NOTHING);
                assertEquals(List.of(), plan.changes());
                return people;
            };
        });
    }

    @Test
    void planningForLeaversIsLinear() {
        assertLinear(people -> {
            Machine machine = machine(people);
            machine.pass(Crowd.of(people, 0));
            DesiredState half = Crowd.of(people, people / 2);
            ObservedState observed = machine.observe(half);
            return () -> 2
                    * (int) Planner.plan(half, observed, machine.ledger, NOTHING).wanted().stream()
                            .filter(AccountChange.Lock.class::isInstance)
                            .count();
        });
    }

    interface Work {
        int run();
    }

    interface Preparation {
        Work of(int people);
    }

    private static void assertLinear(Preparation preparation) {
        Work few = preparation.of(FEW);
        Work many = preparation.of(MANY);
        fastest(few, FEW);
        long small = fastest(few, FEW);
        long large = fastest(many, MANY);
        assertTrue(large < small * BOUND, () -> large / small + " times the time for ten times the people");
    }

    private static long fastest(Work work, int people) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 8; i++) {
            long start = CPU.getCurrentThreadCpuTime();
            assertEquals(people, work.run());
            best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
        }
        return best;
    }
}
