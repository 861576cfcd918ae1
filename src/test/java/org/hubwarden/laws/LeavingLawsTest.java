package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who leaves and comes back finds everything as it was, however often, and whatever broke on the way. */
class LeavingLawsTest {

    static LongStream seeds() {
        return LongStream.range(3000, 3300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leaversComeBackAsTheyWere(long seed) {
        Universe universe = new Universe(seed);
        Machine machine = settled(universe);
        DesiredState desired = universe.desired();
        machine.approve(desired);
        machine.pass(desired);
        customise(universe, machine);
        machine.pass(desired);
        String before = lines(machine, desired);
        DesiredState without = without(machine, desired, universe);
        for (int i = universe.random.nextInt(3); i >= 0; i--) {
            crashing(universe, machine, without);
            assertEquals(List.of(), machine.plan(without).changes());
            crashing(universe, machine, desired);
            assertEquals(before, lines(machine, desired));
        }
    }

    private static Machine settled(Universe universe) {
        Machine machine = universe.machine();
        machine.idsElsewhere = Set.of();
        machine.namesElsewhere = Set.of();
        return machine;
    }

    /** Shells, passwords and expiries as users and admins set them; each a trap for a lock that must be undone. */
    private static void customise(Universe universe, Machine machine) {
        for (LedgerAccount account : machine.ledger.accounts().values()) {
            String name = account.unix().value();
            Edit.field(
                    machine,
                    "passwd",
                    name,
                    6,
                    universe.pick(List.of("/bin/bash", "/bin/zsh", "", "/usr/sbin/nologin")));
            Edit.field(
                    machine,
                    "shadow",
                    name,
                    1,
                    universe.pick(List.of("!", "*", "$6$h", "!$6$h", "!!", "!*", "", "!!$6$h")));
            Edit.field(machine, "shadow", name, 7, universe.pick(List.of("", "1", "0", "20000")));
            if (universe.chance(0.2)) {
                Edit.field(machine, "passwd", name, 1, "$6$inpasswd");
            }
        }
    }

    private static DesiredState without(Machine machine, DesiredState desired, Universe universe) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>(desired.users());
        List.copyOf(users.keySet()).stream()
                .filter(hub -> machine.ledger.accountOf(hub).isPresent())
                .limit(1 + universe.random.nextInt(3))
                .forEach(users::remove);
        return new DesiredState(users, desired.groups(), desired.defaults(), desired.ids(), desired.naming());
    }

    /** Some steps, a crash, somebody who opens half of it again, and then whole passes until nothing is left to do. */
    private static void crashing(Universe universe, Machine machine, DesiredState desired) {
        machine.approve(desired);
        List<Steps.Step> steps = Steps.of(machine, machine.plan(desired));
        steps.stream().limit(universe.random.nextInt(steps.size() + 1)).forEach(step -> step.run(machine));
        machine.approve(desired);
        assertTrue(machine.pass(desired).hold().isEmpty());
    }

    /** The lines of the accounts that are there, and the groups they are in. */
    private static String lines(Machine machine, DesiredState desired) {
        StringBuilder text = new StringBuilder();
        Oracle oracle = new Oracle(machine);
        for (LedgerAccount account : machine.ledger.accounts().values()) {
            String name = account.unix().value();
            for (String file : List.of("passwd", "shadow")) {
                Edit.read(machine, file)
                        .lines()
                        .filter(l -> l.startsWith(name + ":"))
                        .forEach(l -> text.append(l).append('\n'));
            }
            text.append(oracle.groupsOf(name))
                    .append(desired.users().containsKey(account.hub()))
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void tooManyLeaversAreHeld(long seed) {
        Universe universe = new Universe(seed);
        int people = 1 + universe.random.nextInt(80);
        int leaving = universe.random.nextInt(people + 1);
        Machine machine = settled(universe);
        machine.loginDefs = new IdRange(5000, 6000);
        machine.pass(Crowd.of(people, 0));
        assertEquals(people, machine.ledger.accounts().size());
        Plan plan = machine.plan(Crowd.of(people, leaving));
        boolean lastAdmin = leaving > 0;
        boolean tooMany = leaving > Math.max(3, people / 10) || leaving > people / 2;
        assertEquals(lastAdmin || tooMany, plan.hold().isPresent(), leaving + " of " + people);
        List<Change> wanted = plan.wanted();
        assertEquals(
                leaving,
                wanted.stream().filter(AccountChange.Lock.class::isInstance).count());
    }
}
