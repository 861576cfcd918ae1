package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
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

    private static final String HOME = "/home/jupyter-alice";

    /** More than any leaving takes. */
    private static final int PASSES = 12;

    static LongStream seeds() {
        return LongStream.range(7000, 7060);
    }

    /**
     * Somebody of whom much is left.
     *
     * @param wish what is asked for about them in the end
     * @param hastens whether that they go for ever is asked for as soon as they leave
     * @param revives whether something of theirs is alive again, once, after all was dead
     */
    private record Story(Machine before, Leaving.Wish wish, boolean hastens, boolean revives) {

        static Story of(long seed) {
            Random random = new Random(seed);
            Machine machine = Leavers.machine();
            machine.pass(Leavers.of("alice", "bob", "carol", "dave"));
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
            machine.remains.put(
                    Leavers.ALICE,
                    new Remains(marks, jobs, random.nextBoolean() ? EARLIER : Set.of(), Optional.empty(), List.of()));
            Leaving.Wish[] wishes = Leaving.Wish.values();
            Leaving.Wish wish = wishes[random.nextInt(wishes.length)];
            boolean isForEver = wish == Leaving.Wish.PURGE || wish == Leaving.Wish.FRESH;
            return new Story(machine, wish, isForEver && random.nextBoolean(), random.nextBoolean());
        }
    }

    /** Of an earlier time, when the clock was ten years ahead. */
    private static final Set<String> EARLIER = Set.of(Leavers.ALICE + "-20360101T000000Z.tar.zst");

    /** One life of it, with one death after so many steps, perhaps in the middle of the packing. */
    private static final class Life {

        private final Story story;
        private final Machine machine;
        private final boolean halfPacked;
        private int left;
        private boolean hasDied;
        private boolean revives;

        Life(Story story, int death, boolean halfPacked) {
            this.story = story;
            this.machine = story.before().copy();
            this.left = death;
            this.halfPacked = halfPacked;
            this.revives = story.revives();
            leave(Leavers.of("bob", "carol", "dave"));
            Leavers.ask(machine, story.wish());
            leave(
                    story.wish() == Leaving.Wish.RESTORE
                            ? Leavers.of("alice", "bob", "carol", "dave")
                            : Leavers.of("bob", "carol", "dave"));
        }

        private void leave(DesiredState desired) {
            boolean isOver = false;
            for (int pass = 0; pass < PASSES && !isOver; pass++) {
                revive();
                if (story.hastens()) {
                    Leavers.ask(machine, story.wish());
                }
                Ledger before = machine.ledger;
                Plan plan = machine.plan(desired);
                assertDeadFirst(machine, plan);
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
                isOver = plan.isEmpty() && machine.ledger.equals(before);
            }
            Plan rest = machine.plan(desired);
            assertTrue(rest.isEmpty(), () -> "it ends: " + rest.changes());
        }

        private void revive() {
            if (revives && isDone(machine, Stage.PROCESSES) && !isDone(machine, Stage.KEYS)) {
                revives = false;
                Remains before = remains(machine);
                Set<Mark> marks = EnumSet.of(Mark.ALIVE);
                marks.addAll(before.marks());
                machine.remains.put(
                        Leavers.ALICE,
                        new Remains(marks, before.jobs(), before.archives(), before.setback(), before.elsewhere()));
            }
        }

        /** An archive may be whole although the home is not gone yet. */
        private void die(Steps.Step step) {
            for (Change change : step.done()) {
                if (halfPacked && change instanceof LeavingStep.PackHome pack) {
                    Remains before = remains(machine);
                    machine.remains.put(
                            Leavers.ALICE,
                            new Remains(
                                    before.marks(),
                                    before.jobs(),
                                    with(before.archives(), pack.file()),
                                    before.setback(),
                                    before.elsewhere()));
                }
            }
        }
    }

    private static Set<String> with(Set<String> some, String one) {
        Set<String> all = new HashSet<>(some);
        all.add(one);
        return all;
    }

    /** The archives of this time that they leave. */
    private static Set<String> archives(Machine machine) {
        Set<String> archives = new HashSet<>(remains(machine).archives());
        archives.removeAll(EARLIER);
        return archives;
    }

    private static Optional<Leaving> leaving(Machine machine) {
        return machine.ledger.account(Leavers.ALICE).flatMap(LedgerAccount::leaving);
    }

    private static boolean isDone(Machine machine, Stage stage) {
        return leaving(machine).flatMap(leaving -> leaving.done(stage)).isPresent();
    }

    private static Remains remains(Machine machine) {
        return machine.remains.getOrDefault(Leavers.ALICE, Remains.NOTHING);
    }

    /** Who may still be there would bring keys back, write where a search has been, and write what is in no archive. */
    private static void assertDeadFirst(Machine machine, Plan plan) {
        boolean isDead = isDone(machine, Stage.PROCESSES)
                && plan.changes(LeavingStep.EndProcesses.class).isEmpty();
        List<LeavingStep> forTheDead = plan.changes(LeavingStep.class).stream()
                .filter(step -> !step.isReturn() && step.stage().compareTo(Stage.PROCESSES) > 0)
                .toList();
        assertTrue(isDead || forTheDead.isEmpty(), () -> "somebody may be alive: " + forTheDead);
    }

    /** The home is in one of two places; the account has its line until both is done and somebody asked. */
    private static void assertNothingIsLost(Machine machine) {
        boolean isThere = machine.homes.getOrDefault(HOME, new HomeSight.Absent()) instanceof HomeSight.Directory;
        assertTrue(isThere || !archives(machine).isEmpty(), "neither home nor archive");
        boolean hasLine = machine.files.passwd().contains(Leavers.ALICE + ":");
        boolean isForgotten = machine.ledger.account(Leavers.ALICE).isEmpty();
        assertTrue(
                hasLine || isForgotten || isDone(machine, Stage.ARCHIVE),
                "the account is gone before its home is kept");
        assertTrue(
                isDone(machine, Stage.PROCESSES) || isThere || isForgotten,
                "a home is touched while somebody may be in it");
        assertTrue(
                isDone(machine, Stage.PROCESSES) || !isDone(machine, Stage.KEYS),
                "keys are said to be closed while somebody may open them");
    }

    private static void assertIsAsWished(Leaving.Wish wish, Machine end) {
        boolean isThere = end.homes.getOrDefault(HOME, new HomeSight.Absent()) instanceof HomeSight.Directory;
        assertEquals(wish == Leaving.Wish.RESTORE, isThere);
        boolean isFound = leaving(end).flatMap(Leaving::archive).stream()
                .collect(Collectors.toSet())
                .equals(archives(end));
        switch (wish) {
            case NOTHING -> assertTrue(isFound && isDone(end, Stage.ARCHIVE), "the archive can be found");
            case PURGE -> assertTrue(isFound && !end.files.passwd().contains(Leavers.ALICE + ":"), "they are gone");
            case FRESH -> assertTrue(end.ledger.account(Leavers.ALICE).isEmpty(), "the name is free");
            case RESTORE -> assertEquals(Optional.empty(), leaving(end), "they are back");
        }
    }

    private static String end(Machine machine) {
        return machine.state() + "\n" + machine.remains + "\n" + machine.ledger.tombstones();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverDiesWhenTheRestIsDone(long seed) {
        Story story = Story.of(seed);
        Machine end = new Life(story, Integer.MAX_VALUE, false).machine;
        assertIsAsWished(story.wish(), end);
        String whole = end(end);
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
