package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.FieldName;
import org.hubwarden.audit.Trail;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Evidence;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change is told exactly once, whenever the one who makes and tells it dies. */
class TrailLawsTest {

    static LongStream seeds() {
        return LongStream.range(4000, 4050);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theMachineShowsWhatWasDoneAndTheNextPlanHasTheRest(long seed) {
        Story.tell(seed, 4, pass -> {
            Machine crashed = pass.before().copy();
            List<Change> all = pass.plan().changes();
            assertEquals(List.of(), shown(crashed, pass, all), "before anything was done");
            List<Change> done = new ArrayList<>();
            for (Steps.Step step : Steps.of(pass.before(), pass.plan())) {
                step.run(crashed);
                done.addAll(step.done());
                List<Change> shown = shown(crashed, pass, all);
                assertTrue(
                        shown.containsAll(done), () -> "after " + step.kind() + " not shown of " + done + ": " + shown);
                List<String> rest = Sameness.keys(crashed.plan(pass.desired()).changes());
                Sameness.keys(shown)
                        .forEach(key -> assertTrue(
                                !rest.contains(key),
                                () -> "after " + step.kind() + " shown, and planned again: " + key));
            }
        });
    }

    private static List<Change> shown(Machine machine, Story.Pass pass, List<Change> changes) {
        Evidence evidence = new Evidence(machine.observe(pass.desired()), machine.ledger);
        return changes.stream().filter(evidence::isDone).toList();
    }

    static LongStream fewSeeds() {
        return LongStream.range(4100, 4108);
    }

    @ParameterizedTest
    @MethodSource("fewSeeds")
    void everyChangeIsToldOnceWhateverDiesWhen(long seed) {
        Story.tell(seed, 2, pass -> {
            int deaths = 0;
            while (diesAt(deaths, pass)) {
                deaths++;
            }
            assertTrue(pass.plan().isEmpty() || deaths > pass.plan().changes().size(), "nobody died");
        });
    }

    /** One pass that dies at its nth touch of the world, and another one that follows; whether the first died. */
    private static boolean diesAt(int touch, Story.Pass pass) {
        Machine machine = pass.before().copy();
        Mortal world = new Mortal();
        world.dieAt(touch);
        boolean died = !isLivedThrough(() -> live("first", world, machine, pass));
        world.live();
        if (died) {
            isLivedThrough(() -> live("second", world, machine, pass));
        }
        assertEquals(toldOnce(pass.plan()), told(world, pass.plan()), () -> "after a death at touch " + touch);
        assertEquals(
                world.entries().size(),
                world.entries().stream().map(TrailLawsTest::name).distinct().count(),
                "an entry was written twice");
        assertEquals(List.of(), world.kept(), "something is owed still");
        return died;
    }

    private interface Life {
        void live() throws HostFailure;
    }

    private static boolean isLivedThrough(Life life) {
        try {
            life.live();
            return true;
        } catch (Mortal.Death death) {
            return false;
        } catch (HostFailure e) {
            throw new AssertionError(e);
        }
    }

    private static void live(String run, Mortal world, Machine machine, Story.Pass pass) throws HostFailure {
        Trail trail = new Trail(world, world.store(), world.reader());
        try {
            trail.begin(run, Optional.of("abc"), machine.observe(pass.desired()), machine.ledger);
            Plan plan = machine.plan(pass.desired());
            trail.before(plan);
            trail.await();
            for (Steps.Step step : Steps.of(machine, plan)) {
                world.touch();
                step.run(machine);
                world.touch();
                step.done().forEach(change -> trail.tell(new Outcome.Done(change)));
            }
            assertEquals(List.of(), trail.end().get());
        } catch (Mortal.Death death) {
            awaitTheOthers(trail);
            throw death;
        }
    }

    /** No thread of the dead is there when the next process starts. */
    private static void awaitTheOthers(Trail trail) {
        try {
            List<String> unused = trail.end().get();
        } catch (Mortal.Death death) {
            // So they did.
        }
    }

    private static Map<String, Integer> toldOnce(Plan plan) {
        Map<String, Integer> once = new TreeMap<>();
        world(plan).forEach(what -> once.put(what, 1));
        return once;
    }

    /** What a pass without any death tells. */
    private static List<String> world(Plan plan) {
        Mortal world = new Mortal();
        Trail trail = new Trail(world, world.store(), world.reader());
        trail.before(plan);
        isLivedThrough(trail::await);
        plan.changes().forEach(change -> trail.tell(new Outcome.Done(change)));
        assertEquals(List.of(), trail.end().get());
        return world.entries().stream().map(TrailLawsTest::what).toList();
    }

    /** How often each of the plan's changes was told; others may come with a plan that was made in the middle. */
    private static Map<String, Integer> told(Mortal world, Plan plan) {
        TreeSet<String> planned = new TreeSet<>(world(plan));
        Map<String, Integer> told = new TreeMap<>();
        world.entries().stream()
                .map(TrailLawsTest::what)
                .filter(planned::contains)
                .forEach(what -> told.merge(what, 1, Integer::sum));
        return told;
    }

    private static String what(JournalEntry entry) {
        return values(entry, FieldName.ACTION, FieldName.UNIX_USER, FieldName.UNIX_UID, FieldName.PATH)
                + (values(entry, FieldName.ACTION).contains("account") ? "" : values(entry, FieldName.UNIX_GROUP));
    }

    private static String name(JournalEntry entry) {
        return values(entry, FieldName.RUN, FieldName.NUMBER);
    }

    private static String values(JournalEntry entry, String... names) {
        List<String> wanted = List.of(names);
        return entry.fields().stream()
                .filter(field -> wanted.contains(field.name()))
                .map(JournalEntry.Field::value)
                .collect(Collectors.joining(" "));
    }
}
