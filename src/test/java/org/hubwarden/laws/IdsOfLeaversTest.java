package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerCodec;
import org.hubwarden.ledger.LedgerDecoding;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.junit.jupiter.api.Test;

/** Who is gone for good leaves nothing but a number that nobody gets again. */
class IdsOfLeaversTest {

    private static final int ROUNDS = 1000;

    private final Machine machine = Leavers.machine();

    /** Passes until nothing is left to do. */
    private void settle(DesiredState desired) {
        machine.approve(desired);
        for (int i = 0; i < 5; i++) {
            machine.pass(desired);
        }
        assertTrue(machine.plan(desired).isEmpty(), () -> machine.plan(desired).toString());
    }

    private boolean isConflict(DesiredState desired) {
        return machine.plan(desired).findings().stream().anyMatch(f -> f.kind() == Finding.Kind.CONFLICT);
    }

    @Test
    void noIdIsGivenOutTwiceInAThousandRounds() {
        Set<Long> given = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            settle(Leavers.of("alice"));
            LedgerAccount account = machine.ledger.account(Leavers.ALICE).orElseThrow();
            assertTrue(given.add(account.uid()), "uid " + account.uid() + " in round " + round);
            assertEquals(account.uid(), account.gid());
            settle(Leavers.of());
            Leavers.ask(machine, Leaving.Wish.PURGE);
            settle(Leavers.of());
            assertEquals(
                    Optional.<PasswdEntry>empty(),
                    machine.files.parse().passwd().find(Leavers.ALICE.value()));
            assertTrue(isConflict(Leavers.of("alice")), "the name is not given away by itself");
            Leavers.ask(machine, Leaving.Wish.FRESH);
            settle(Leavers.of());
        }
        assertEquals(ROUNDS, given.size());
        assertTrue(machine.ledger.tombstones().containsAll(given));
        assertEquals(
                new LedgerDecoding.Decoded(machine.ledger), LedgerCodec.decode(LedgerCodec.encode(machine.ledger)));
        assertTrue(machine.files.passwd().startsWith("root:x:0:0:root:/root:/bin/bash\n"));
        assertEquals(1, machine.files.passwd().lines().count());
    }

    @Test
    void manyLeaveSomeAtATimeSoThatNobodyWaitsForThem() {
        String[] class400 = IntStream.range(0, 400).mapToObj(i -> "u" + i).toArray(String[]::new);
        settle(Leavers.of(class400));
        DesiredState rest = Leavers.of(Arrays.copyOf(class400, 100));
        assertTrue(machine.plan(rest).hold().isPresent(), "three quarters do not leave by a slip");
        machine.approve(rest);
        int passes = 0;
        while (!machine.plan(rest).isEmpty()) {
            Plan plan = machine.pass(rest);
            long busy = plan.changes(LeavingStep.class).stream()
                    .filter(step -> !(step instanceof LeavingStep.ListFiles)) // one search serves everybody
                    .map(LeavingStep::unix)
                    .distinct()
                    .count();
            assertTrue(busy <= 40, busy + " people in one pass");
            assertTrue(++passes < 2000, "it ends");
        }
        assertTrue(machine.ledger.accounts().values().stream()
                .filter(account -> account.locked().isPresent())
                .allMatch(account ->
                        account.leaving().flatMap(leaving -> leaving.archive()).isPresent()));
        assertEquals(100, machine.homes.size());
    }
}
