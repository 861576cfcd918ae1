package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Approval;
import org.hubwarden.plan.Fact;
import org.hubwarden.plan.Fight;
import org.hubwarden.plan.Fights;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody else fights over, what is left makes nobody root and opens nothing. */
class FightLawsTest {

    private static final int STATES = 4;
    private static final Fight FIGHT = new Fight(Instant.EPOCH, List.of());

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** A pass that is made twice from the same machine: once as the state file says, and once beside somebody who fights. */
    private record Twice(Machine peaceful, Machine fought, Plan plan, Plan again) {

        static Twice of(Story.Pass pass, Random random, double share) {
            Machine peaceful = pass.before().copy();
            Machine fought = pass.before().copy();
            DesiredState desired = pass.desired();
            Map<Fact, Fight> fights = new HashMap<>();
            Fact.of(peaceful.plan(desired)).stream()
                    .sorted()
                    .filter(fact -> random.nextDouble() < share)
                    .forEach(fact -> fights.put(fact, FIGHT));
            // An admin whose account is left gone is one admin less, so that a brake may hold what it did not before.
            plan(fought, desired, fights)
                    .hold()
                    .ifPresent(hold -> fought.approvals.add(new Approval(hold.stakes(), Instant.EPOCH)));
            Plan plan = plan(fought, desired, fights);
            Steps.of(fought, plan).forEach(step -> step.run(fought));
            peaceful.pass(desired);
            return new Twice(peaceful, fought, plan, plan(fought, desired, fights));
        }

        private static Plan plan(Machine machine, DesiredState desired, Map<Fact, Fight> fights) {
            return machine.plan(desired, Fights.of(fights));
        }
    }

    private static void each(long seed, Consumer<Twice> law) {
        Random random = new Random(seed);
        double share = random.nextBoolean() ? 1 : 0.5;
        Story.tell(seed, STATES, pass -> law.accept(Twice.of(pass, random, share)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyIsRootWhoWouldNotBeWithoutTheFight(long seed) {
        each(seed, twice -> {
            Set<String> more = new TreeSet<>(new Oracle(twice.fought()).effectiveAdmins());
            more.removeAll(new Oracle(twice.peaceful()).effectiveAdmins());
            assertEquals(Set.of(), more, () -> twice.plan().findings().toString());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsLockedStaysLocked(long seed) {
        each(seed, twice -> {
            Oracle fought = new Oracle(twice.fought());
            Oracle peaceful = new Oracle(twice.peaceful());
            twice.fought().ledger.accounts().keySet().forEach(name -> {
                Set<String> more = new TreeSet<>(fought.open(name.value()));
                more.removeAll(peaceful.open(name.value()));
                assertEquals(Set.of(), more, name.value());
            });
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPassBesideAFightConvergesToo(long seed) {
        each(seed, twice -> {
            Plan again = twice.again();
            assertEquals(List.of(), again.changes(), "what is left is left again, and nothing else is to do");
            assertEquals(again.before(), again.after());
        });
    }
}
