package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Until;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.plan.Ends;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of ends by date, whatever the state file, the machine and the clock. */
class EndsLawsTest {
    private static final int STATES = 6;
    /** Maps to the account of another: of the two nobody gets one while both are there. */
    private static final HubName COLLIDES = new HubName("professor.jane.doe20dab@gmail.com");

    private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);

    /** A machine and a state with ends, at some moment; nothing was done about it yet. */
    private record Moment(Universe universe, DesiredState desired, Machine machine, Ends ends) {

        /** After a pass to which somebody said yes, if it had to be asked. */
        Machine after(DesiredState state) {
            Machine copy = machine.copy();
            copy.approve(state);
            copy.pass(state);
            return copy;
        }

        boolean sparesAnybody() {
            return machine.plan(desired).findings().stream()
                    .map(Finding::sentence)
                    .anyMatch(sentence -> sentence.contains("stays an admin although"));
        }
    }

    private interface Law {
        void check(Moment moment);
    }

    static LongStream seeds() {
        return LongStream.range(9000, 9150);
    }

    private static void everywhere(long seed, Law law) {
        Universe universe = new Universe(seed);
        Machine machine = universe.machine();
        // What runs of leavers ends step by step, over several passes: LeavingLawsTest has the laws of that.
        machine.runs = false;
        DesiredState plain = universe.desired();
        for (int day = 0; day < STATES; day++) {
            DesiredState desired = withEnds(universe, plain);
            machine.clock = good(FIRST.plusDays(day));
            law.check(new Moment(
                    universe, desired, machine.copy(), EndsByDate.of(desired, machine.ledger, machine.clock)));
            machine.approve(desired);
            machine.pass(desired);
            plain = universe.chance(0.4) ? plain : universe.next(plain);
            Drift.happen(universe, machine);
        }
    }

    private static ClockSight good(LocalDate day) {
        return ClockSight.good(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private static DesiredState withEnds(Universe universe, DesiredState plain) {
        return each(
                plain, user -> ending(user, someday(universe), user.admin() ? someday(universe) : Optional.empty()));
    }

    private static Optional<Until> someday(Universe universe) {
        return universe.chance(0.4)
                ? Optional.of(new Until.Day(FIRST.plusDays(universe.random.nextInt(9) - 2)))
                : Optional.empty();
    }

    private static DesiredUser ending(DesiredUser user, Optional<Until> until, Optional<Until> adminUntil) {
        return new DesiredUser(user.name(), user.admin(), user.adopt(), user.groups(), until, adminUntil);
    }

    private static DesiredState each(DesiredState state, UnaryOperator<DesiredUser> change) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        state.users().forEach((name, user) -> users.put(name, change.apply(user)));
        users.remove(COLLIDES);
        return new DesiredState(
                users,
                state.groups(),
                state.defaults(),
                state.ids(),
                state.naming(),
                state.servers(),
                state.brakes(),
                state.clock(),
                state.hub(),
                state.offboarding());
    }

    private static String withoutDates(Machine machine) {
        machine.ledger = machine.ledger.draft().passed(Optional.empty()).done();
        return machine.state();
    }

    @Test
    void manyEndsCome() {
        int[] ended = new int[3];
        seeds().forEach(seed -> everywhere(seed, moment -> {
            ended[0] += moment.ends().users().size();
            ended[1] += moment.ends().admins().size();
            ended[2] += moment.sparesAnybody() ? 1 : 0;
        }));
        assertTrue(ended[0] > 500 && ended[1] > 100 && ended[2] > 10, () -> java.util.Arrays.toString(ended));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoseTimeIsOverIsAsIfTheyDidNotStandInTheFile(long seed) {
        everywhere(seed, moment -> {
            if (!moment.sparesAnybody()) {
                DesiredState written = each(
                        moment.ends().of(moment.desired()), user -> ending(user, Optional.empty(), Optional.empty()));
                assertEquals(withoutDates(moment.after(written)), withoutDates(moment.after(moment.desired())));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreTimeTakesNothingFromAnybody(long seed) {
        everywhere(seed, moment -> {
            if (moment.sparesAnybody()) {
                // Who was spared as the last admin may go when another has more time.
                return;
            }
            DesiredState more = each(
                    moment.desired(),
                    user -> moment.universe().chance(0.5)
                            ? user
                            : ending(user, later(user.until()), later(user.adminUntil())));
            Oracle less = new Oracle(moment.after(moment.desired()));
            Oracle longer = new Oracle(moment.after(more));
            // Who is new may find that others have taken the last free number.
            for (UnixName account : moment.machine().ledger.accounts().keySet()) {
                String name = account.value();
                assertTrue(longer.open(name).containsAll(less.open(name)), name);
                assertTrue(longer.groupsOf(name).containsAll(less.groupsOf(name)), name);
                boolean root = less.effectiveAdmins().contains(name);
                assertTrue(!root || longer.effectiveAdmins().contains(name), name);
            }
        });
    }

    private static Optional<Until> later(Optional<Until> until) {
        return until.map(u -> new Until.Day(((Until.Day) u).day().plusDays(100)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSecondPassHasNothingLeftToDo(long seed) {
        everywhere(seed, moment -> {
            Machine machine = moment.machine().copy();
            machine.pass(moment.desired());
            Plan again = machine.plan(moment.desired());
            assertEquals(List.of(), again.changes());
            assertEquals(machine.ledger, again.before());
            assertEquals(again.before(), again.after());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBadClockChangesNothingWhateverItSays(long seed) {
        everywhere(seed, moment -> {
            Machine machine = moment.after(moment.desired());
            if (isInTheWay(machine.plan(moment.desired()), moment.desired())) {
                return;
            }
            Instant anytime = machine.clock
                    .now()
                    .plus(Duration.ofDays(moment.universe().random.nextInt(8000) - 4000L));
            for (ClockSight bad : List.of(
                    new ClockSight(anytime, ZoneOffset.UTC, Optional.of("adrift"), Duration.ZERO, false),
                    new ClockSight(anytime, ZoneOffset.UTC, Optional.empty(), Duration.ofDays(-3), false))) {
                machine.clock = bad;
                Plan plan = machine.plan(moment.desired());
                assertEquals(
                        List.of(),
                        plan.changes(),
                        () -> moment.ends() + "\n" + EndsByDate.of(moment.desired(), machine.ledger, bad)
                                + "\n" + machine.ledger.accounts().values() + "\n"
                                + moment.desired().users().values() + "\n"
                                + moment.machine().plan(moment.desired()).findings());
                assertEquals(machine.ledger, plan.before());
            }
        });
    }

    /** Whoever could not come back is as good as new to a bad clock, which then lets them go. */
    private static boolean isInTheWay(Plan plan, DesiredState desired) {
        return plan.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.CONFLICT)
                .map(Finding::subject)
                .filter(subject -> HubName.fault(subject).isEmpty())
                .map(subject -> desired.users().get(new HubName(subject)))
                .anyMatch(user -> user != null
                        && (user.until().isPresent() || user.adminUntil().isPresent()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsAreNotAskedForAndComeWhateverElseIsHeld(long seed) {
        everywhere(seed, moment -> {
            Machine machine = moment.machine().copy();
            Plan plan = machine.pass(moment.desired());
            plan.hold()
                    .ifPresent(hold -> moment.ends()
                            .users()
                            .keySet()
                            .forEach(name -> assertTrue(
                                    !hold.stakes().changes().contains("remove " + name),
                                    () -> hold.stakes().toString())));
            boolean spares = plan.findings().stream().anyMatch(f -> f.sentence().contains("stays an admin although"));
            if (!spares) {
                moment.ends()
                        .users()
                        .keySet()
                        .forEach(name -> machine.ledger
                                .accountOf(name)
                                .ifPresent(account -> assertTrue(
                                        isShut(machine, plan, account), () -> account + "\n" + plan.findings())));
            }
        });
    }

    /** What is not ours to touch is said. */
    private static boolean isShut(Machine machine, Plan plan, LedgerAccount account) {
        Set<String> conflicts = new TreeSet<>();
        plan.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.CONFLICT)
                .forEach(finding -> conflicts.add(finding.subject()));
        boolean isThere =
                new Oracle(machine).accounts.containsKey(account.unix().value());
        return account.locked().isPresent() || conflicts.contains(account.hub().value()) || !isThere;
    }
}
