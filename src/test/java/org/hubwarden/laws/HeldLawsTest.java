package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds while a plan is held: nobody gains anything, nobody is locked, and rights that end do end. */
class HeldLawsTest {
    private static final int STATES = 6;

    static LongStream seeds() {
        return LongStream.range(7000, 7300);
    }

    @Test
    void manyOfTheStoriesAreHeld() {
        int[] held = new int[1];
        seeds().forEach(seed -> Story.tellHeld(seed, STATES, pass -> held[0]++));
        assertTrue(held[0] > 200, () -> "only " + held[0]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyGainsAnythingAndNobodyIsLocked(long seed) {
        Story.tellHeld(seed, STATES, pass -> {
            Oracle before = new Oracle(pass.before());
            Oracle after = new Oracle(pass.after());
            assertEquals(before.accounts.keySet(), after.accounts.keySet());
            assertEquals(pass.before().homes.keySet(), pass.after().homes.keySet());
            for (String name : before.accounts.keySet()) {
                Set<String> groups = new TreeSet<>(after.groupsOf(name));
                groups.removeAll(before.groupsOf(name));
                groups.remove(name);
                assertEquals(Set.of(), groups, () -> name + " is in more groups");
                Set<String> open = after.open(name);
                // Without its line in shadow the oracle cannot tell; and a hash in passwd opens whatever shadow says.
                boolean shadowed = pass.before().files.passwd().contains(name + ":x:")
                        && pass.before().files.shadow().contains(name + ":");
                assertTrue(!shadowed || before.open(name).containsAll(open), () -> name + " is more open: " + open);
                boolean wasLocked =
                        known(pass, name).flatMap(LedgerAccount::locked).isPresent();
                Set<String> closed = before.open(name);
                closed.removeAll(open);
                closed.remove("password");
                assertTrue(wasLocked || closed.isEmpty(), () -> name + " is locked");
            }
            Set<String> admins = after.effectiveAdmins();
            admins.removeAll(before.effectiveAdmins());
            admins.removeIf(name -> isBeyondUs(pass, after, name));
            admins.forEach(name -> assertTrue(wasAdmin(pass, name), () -> name + " gained"));
            assertEquals(locked(pass.before()), locked(pass.after()));
        });
    }

    private static Set<UnixName> locked(Machine machine) {
        Set<UnixName> names = new TreeSet<>();
        machine.ledger.accounts().values().stream()
                .filter(a -> a.locked().isPresent())
                .forEach(a -> names.add(a.unix()));
        return names;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoIsNoAdminAnyMoreHasNoRootWhileAnAdminStays(long seed) {
        Story.tellHeld(seed, STATES, pass -> {
            Oracle after = new Oracle(pass.after());
            boolean adminStays =
                    after.accounts.keySet().stream().anyMatch(name -> wasAdmin(pass, name) && isListed(pass, name));
            for (String name : after.effectiveAdmins()) {
                if (isBeyondUs(pass, after, name)) {
                    continue;
                }
                assertTrue(wasAdmin(pass, name), () -> name + " was smuggled in, or is promoted already");
                assertFalse(adminStays && !isListed(pass, name), () -> name + " is still an admin");
            }
        });
    }

    /** Root's number, another's number, and who is let in without being named can only be reported. */
    private static boolean isBeyondUs(Story.Pass pass, Oracle oracle, String name) {
        long uid = Optional.ofNullable(oracle.accounts.get(name)).orElseThrow().uid();
        boolean shared = oracle.allAccounts.stream().filter(a -> a.uid() == uid).count() > 1;
        boolean everybody =
                pass.after().memberships.stream().anyMatch(r -> r.member().equals(MembershipRecord.EVERYBODY));
        return uid == 0 || shared || (everybody && known(pass, name).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSecondPassHasNothingLeftToDoAndHoldsTheSame(long seed) {
        Story.tellHeld(seed, STATES, pass -> {
            Plan again = pass.after().plan(pass.desired());
            assertEquals(List.of(), again.changes());
            assertEquals(pass.after().ledger, again.before());
            assertEquals(again.before(), again.after());
            assertEquals(pass.plan().hold().map(Hold::stakes), again.hold().map(Hold::stakes));
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasApprovedIsDone(long seed) {
        Story.tellHeld(seed, STATES, pass -> {
            Machine machine = pass.after().copy();
            machine.approve(pass.desired());
            assertTrue(machine.pass(pass.desired()).hold().isEmpty());
            assertEquals(List.of(), machine.plan(pass.desired()).changes());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCrashWhileHeldLeavesNobodyWithMore(long seed) {
        Story.tellHeld(seed, STATES, pass -> {
            Machine crashed = pass.before().copy();
            for (Steps.Step step : Steps.of(pass.before(), pass.plan())) {
                step.run(crashed);
                Machine resumed = crashed.copy();
                resumed.pass(pass.desired());
                assertEquals(pass.after().state(), resumed.state(), () -> "after a crash at " + step.kind());
            }
        });
    }

    private static Optional<LedgerAccount> known(Story.Pass pass, String name) {
        return UnixName.isWellFormed(name) ? pass.before().ledger.account(new UnixName(name)) : Optional.empty();
    }

    /** By what the last pass left. */
    private static boolean wasAdmin(Story.Pass pass, String name) {
        return known(pass, name).filter(account -> account.tenure().isPresent()).isPresent();
    }

    private static boolean isListed(Story.Pass pass, String name) {
        return known(pass, name)
                .map(LedgerAccount::hub)
                .map(hub -> pass.desired().users().get(hub))
                .filter(DesiredUser::admin)
                .isPresent();
    }
}
