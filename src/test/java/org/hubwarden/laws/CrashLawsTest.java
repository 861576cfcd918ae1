package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pass that ends in the middle, by a power cut or by a refusal of the machine, is finished by the next one. */
class CrashLawsTest {

    static LongStream seeds() {
        return LongStream.range(2000, 2300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashIsMadeGoodByTheNextPass(long seed) {
        Story.tell(seed, 4, pass -> {
            Machine whole = pass.after().copy();
            List<Steps.Step> steps = Steps.of(pass.before(), pass.plan());
            Machine crashed = pass.before().copy();
            for (Steps.Step step : steps) {
                step.run(crashed);
                assertNoMoreThanBeforeOrAfter(pass, crashed, step);
                Machine resumed = crashed.copy();
                Plan rest = resumed.pass(pass.desired());
                assertTrue(rest.hold().isEmpty(), () -> "after " + step.kind() + ": " + rest.hold());
                assertEquals(whole.state(), resumed.state(), () -> "after a crash at " + step.kind());
            }
        });
    }

    private static void assertNoMoreThanBeforeOrAfter(Story.Pass pass, Machine crashed, Steps.Step step) {
        Oracle before = new Oracle(pass.before());
        Oracle after = new Oracle(pass.after());
        Oracle now = new Oracle(crashed);
        for (String name : now.accounts.keySet()) {
            assertWithin(
                    name + " groups at " + step.kind(),
                    before.groupsOf(name),
                    after.groupsOf(name),
                    now.groupsOf(name));
            assertWithin(name + " open at " + step.kind(), before.open(name), after.open(name), now.open(name));
        }
        assertWithin(
                "admins at " + step.kind(), before.effectiveAdmins(), after.effectiveAdmins(), now.effectiveAdmins());
    }

    private static void assertWithin(String what, Set<String> before, Set<String> after, Set<String> now) {
        Set<String> more = new TreeSet<>(now);
        more.removeAll(before);
        more.removeAll(after);
        assertEquals(Set.of(), more, what);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void afterOneFailureExactlyTheRestIsPlanned(long seed) {
        Story.tell(seed, 4, pass -> {
            List<List<Steps.Step>> units = units(Steps.of(pass.before(), pass.plan()));
            for (int failing = 0; failing < units.size(); failing++) {
                assertRest(pass, units, failing);
            }
        });
    }

    /** The account files are one transaction: they fail together. */
    private static List<List<Steps.Step>> units(List<Steps.Step> steps) {
        List<List<Steps.Step>> units = new ArrayList<>();
        Set<Steps.Kind> files = Set.of(Steps.Kind.GROUP, Steps.Kind.GSHADOW, Steps.Kind.SHADOW, Steps.Kind.PASSWD);
        units.add(steps.stream().filter(s -> s.kind() == Steps.Kind.DENY).toList());
        units.add(
                steps.stream().filter(s -> s.kind() == Steps.Kind.LEDGER_BEFORE).toList());
        units.add(steps.stream().filter(s -> files.contains(s.kind())).toList());
        steps.stream()
                .filter(s -> Set.of(Steps.Kind.HOME, Steps.Kind.GRANT, Steps.Kind.LIFT)
                        .contains(s.kind()))
                .forEach(s -> units.add(List.of(s)));
        units.add(
                steps.stream().filter(s -> s.kind() == Steps.Kind.LEDGER_AFTER).toList());
        return units;
    }

    /** Without its ledger a pass stops; without the rest it goes on, and remembers nothing at its end. */
    private static void assertRest(Story.Pass pass, List<List<Steps.Step>> units, int failing) {
        Machine machine = pass.before().copy();
        List<Steps.Step> done = new ArrayList<>();
        int last = failing <= 1 ? failing : units.size() - 1;
        for (int i = 0; i < last; i++) {
            if (i != failing) {
                done.addAll(units.get(i));
            }
        }
        done.forEach(step -> step.run(machine));
        List<String> rest = new ArrayList<>(Sameness.keys(pass.plan().changes()));
        done.forEach(step -> Sameness.keys(step.done()).forEach(rest::remove));
        DesiredState desired = pass.desired();
        assertEquals(
                String.join("\n", new TreeSet<>(rest)),
                String.join(
                        "\n", new TreeSet<>(Sameness.keys(machine.plan(desired).changes()))),
                () -> "after a failure of " + units.get(failing));
    }
}
