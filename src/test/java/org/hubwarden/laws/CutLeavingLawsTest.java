package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hubwarden.desired.BrakeSettings;
import org.hubwarden.desired.ClockBelief;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Hub;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.observed.Remains.Mark;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever carries a leaving out may die after any of its steps: what follows does the rest, and nothing is lost on the way. */
class CutLeavingLawsTest {

    private static final UnixName ALICE = new UnixName("jupyter-alice");
    private static final String HOME = "/home/jupyter-alice";

    /** More than any leaving takes. */
    private static final int PASSES = 12;

    static LongStream seeds() {
        return LongStream.range(7000, 7060);
    }

    private static DesiredState of(String... names) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        for (String name : names) {
            HubName hub = new HubName(name);
            users.put(hub, new DesiredUser(hub, false, false, new TreeSet<>()));
        }
        return new DesiredState(
                users,
                new TreeMap<>(),
                Defaults.STANDARD,
                Optional.empty(),
                Naming.DOCUMENTED,
                Servers.NONE,
                BrakeSettings.STANDARD,
                ClockBelief.AS_IT_IS,
                Hub.STANDARD,
                new Offboarding(0, Duration.ZERO, Optional.empty()));
    }

    /** Somebody of whom much is left, and what is asked for about them in the end. */
    private record Story(Machine before, Leaving.Wish wish) {

        static Story of(long seed) {
            Random random = new Random(seed);
            Machine machine = new Machine(new Machine.Files(
                    "root:x:0:0:root:/root:/bin/bash\n",
                    "root:x:0:\n",
                    "root:*:19000:0:99999:7:::\n",
                    Optional.of("root:*::\n")));
            machine.pass(CutLeavingLawsTest.of("alice", "bob", "carol", "dave"));
            Set<Mark> marks = EnumSet.noneOf(Mark.class);
            for (Mark mark : List.of(Mark.SUDO, Mark.LINGER, Mark.SIGNED_ON, Mark.KEYS)) {
                if (random.nextBoolean()) {
                    marks.add(mark);
                }
            }
            SortedSet<String> jobs = new TreeSet<>();
            if (random.nextBoolean()) {
                jobs.add("/var/spool/cron/crontabs/jupyter-alice");
            }
            machine.remains.put(ALICE, new Remains(marks, jobs, Optional.empty(), Optional.empty(), Optional.empty()));
            Leaving.Wish[] wishes = Leaving.Wish.values();
            return new Story(machine, wishes[random.nextInt(wishes.length)]);
        }
    }

    /** One life of it, with one death after so many steps, perhaps in the middle of the packing. */
    private static final class Life {

        private final Machine machine;
        private final boolean halfPacked;
        private int left;
        private boolean hasDied;

        Life(Story story, int death, boolean halfPacked) {
            this.machine = story.before().copy();
            this.left = death;
            this.halfPacked = halfPacked;
            leave(of("bob", "carol", "dave"));
            ask(story.wish());
            leave(
                    story.wish() == Leaving.Wish.RESTORE
                            ? of("alice", "bob", "carol", "dave")
                            : of("bob", "carol", "dave"));
        }

        private void ask(Leaving.Wish wish) {
            machine.ledger = machine.ledger
                    .draft()
                    .change(ALICE, a -> a.withLeaving(a.leaving().map(leaving -> leaving.asking(wish))))
                    .done();
        }

        private void leave(DesiredState desired) {
            for (int pass = 0; pass < PASSES; pass++) {
                Plan plan = machine.plan(desired);
                List<Steps.Step> steps = Steps.of(machine, plan);
                for (Steps.Step step : steps) {
                    if (!hasDied && left-- == 0) {
                        hasDied = true;
                        die(step);
                        break;
                    }
                    step.run(machine);
                    assertNothingIsLost(machine);
                }
                machine.keepEvidence(desired);
            }
            Plan rest = machine.plan(desired);
            assertTrue(rest.isEmpty(), () -> "it ends: " + rest.changes());
        }

        /** An archive may be whole although the home is not gone yet. */
        private void die(Steps.Step step) {
            for (Change change : step.done()) {
                if (halfPacked && change instanceof LeavingStep.PackHome pack) {
                    Remains before = machine.remains.getOrDefault(ALICE, Remains.NOTHING);
                    machine.remains.put(
                            ALICE,
                            new Remains(
                                    before.marks(),
                                    before.jobs(),
                                    Optional.of(pack.file()),
                                    before.setback(),
                                    before.elsewhere()));
                }
            }
        }
    }

    /** The home is in one of two places; the account has its line until both is done and somebody asked. */
    private static void assertNothingIsLost(Machine machine) {
        boolean isThere = machine.homes.getOrDefault(HOME, new HomeSight.Absent()) instanceof HomeSight.Directory;
        Remains remains = machine.remains.getOrDefault(ALICE, Remains.NOTHING);
        assertTrue(isThere || remains.archive().isPresent(), "neither home nor archive");
        boolean hasLine = machine.files.passwd().contains(ALICE + ":");
        Optional<Leaving> leaving = machine.ledger.account(ALICE).flatMap(LedgerAccount::leaving);
        assertTrue(
                hasLine
                        || machine.ledger.account(ALICE).isEmpty()
                        || leaving.flatMap(l -> l.done(Stage.ARCHIVE)).isPresent(),
                "the account is gone before its home is kept");
        boolean isDead = leaving.flatMap(l -> l.done(Stage.PROCESSES)).isPresent();
        boolean isForgotten = machine.ledger.account(ALICE).isEmpty();
        assertTrue(isDead || isThere || isForgotten, "a home is touched while somebody may be in it");
    }

    private static String end(Machine machine) {
        return machine.state() + "\n" + machine.remains + "\n" + machine.ledger.tombstones();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverDiesWhenTheRestIsDone(long seed) {
        Story story = Story.of(seed);
        String whole = end(new Life(story, Integer.MAX_VALUE, false).machine);
        int deaths = 0;
        boolean died = true;
        while (died) {
            Life half = new Life(story, deaths, true);
            int after = deaths;
            assertEquals(whole, end(half.machine), () -> "dead after " + after + " steps, half packed");
            Life life = new Life(story, deaths, false);
            assertEquals(whole, end(life.machine), () -> "dead after " + after + " steps");
            died = life.hasDied;
            deaths++;
        }
        assertTrue(deaths > 10, "it takes steps: " + deaths);
    }
}
