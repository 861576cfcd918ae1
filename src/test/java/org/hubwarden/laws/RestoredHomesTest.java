package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hubwarden.ledger.Leaving;
import org.junit.jupiter.api.Test;

/** Who has a home brought back must have time to write its owner into the state file again. */
class RestoredHomesTest {

    private static final String HOME = "/home/jupyter-alice";

    private final Machine machine = Leavers.machine();

    private void pass(String... users) {
        machine.approve(Leavers.of(users));
        for (int i = 0; i < 8; i++) {
            machine.pass(Leavers.of(users));
        }
        assertTrue(machine.plan(Leavers.of(users)).isEmpty());
    }

    private boolean isHomeThere() {
        return machine.homes.containsKey(HOME);
    }

    @Test
    void stayAlsoWhereHomesArePackedAtOnce() {
        pass("alice", "bob", "carol", "dave");
        pass("bob", "carol", "dave");
        assertEquals(false, isHomeThere(), "it is packed on the first day");
        Leavers.ask(machine, Leaving.Wish.RESTORE);
        pass("bob", "carol", "dave");
        assertTrue(isHomeThere(), "it is not packed again at once");
        Leaving leaving =
                machine.ledger.account(Leavers.ALICE).orElseThrow().leaving().orElseThrow();
        assertTrue(leaving.days() < 0, leaving::toString);
        Leavers.ask(machine, Leaving.Wish.PURGE);
        pass("bob", "carol", "dave");
        assertEquals(false, isHomeThere(), "but where somebody asks for it");
    }
}
