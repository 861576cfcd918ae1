package org.hubwarden.laws;

import java.util.function.Consumer;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.plan.Plan;

/** The life of one generated machine: state files come, others interfere, and each time there is a pass. */
final class Story {

    /**
     * One pass that was carried out.
     *
     * @param before the machine as it was; not to be changed
     * @param after the machine now; not to be changed
     */
    record Pass(Universe universe, DesiredState desired, Machine before, Plan plan, Machine after) {}

    private Story() {}

    /** Shows every pass; one that is held comes after somebody said that it is meant. */
    static void tell(long seed, int states, Consumer<Pass> listener) {
        tell(seed, states, listener, held -> {});
    }

    /** Shows every pass that is held. */
    static void tellHeld(long seed, int states, Consumer<Pass> listener) {
        tell(seed, states, pass -> {}, listener);
    }

    private static void tell(long seed, int states, Consumer<Pass> listener, Consumer<Pass> held) {
        Universe universe = new Universe(seed);
        Machine machine = universe.machine();
        DesiredState desired = universe.desired();
        for (int i = 0; i < states; i++) {
            Machine before = machine.copy();
            Plan plan = machine.pass(desired);
            if (plan.hold().isPresent()) {
                held.accept(new Pass(universe, desired, before, plan, machine));
                machine.approve(desired);
                before = machine.copy();
                plan = machine.pass(desired);
            }
            listener.accept(new Pass(universe, desired, before, plan, machine));
            desired = universe.chance(0.3) ? desired : universe.next(desired);
            Drift.happen(universe, machine);
        }
    }
}
