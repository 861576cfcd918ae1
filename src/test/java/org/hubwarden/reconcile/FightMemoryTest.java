package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.model.GroupName;
import org.hubwarden.plan.Fact;
import org.hubwarden.plan.Fight;
import org.hubwarden.plan.Fights;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FightMemoryTest {

    private static final Instant START = Instant.parse("2026-11-25T03:00:00Z");
    private static final GroupChange CHANGE =
            new GroupChange.AddMember(GroupName.USERS, "jupyter-a", new Reason("listed"));
    private static final Fact FACT = Fact.of(CHANGE).orElseThrow();

    private final List<Fact> asked = new ArrayList<>();
    private Instant now = START;
    private final FightMemory memory = new FightMemory(
            (fact, since) -> {
                asked.add(fact);
                return List.of("gpasswd");
            },
            () -> now);

    @BeforeEach
    void putRightThreeTimes() {
        memory.inForce(Optional.of("one"));
        for (int i = 0; i < Fights.ENOUGH; i++) {
            assertEquals(Fights.NONE, memory.among(Set.of(FACT)));
            memory.putRight(List.of(CHANGE));
            now = now.plus(Duration.ofMinutes(30));
        }
    }

    @Test
    void onceMoreWrongItIsAFightAndTheLogsAreAskedOnce() {
        assertTrue(memory.isNeeded());
        Fights fights = Fights.of(Map.of(FACT, new Fight(START, List.of("gpasswd"))));
        assertEquals(fights, memory.among(Set.of(FACT)));
        assertEquals(fights, memory.among(Set.of(FACT)));
        assertEquals(List.of(FACT), asked);
    }

    @Test
    void whatStaysRightIsNoFight() {
        assertEquals(Fights.NONE, memory.among(Set.of()));
        assertEquals(List.of(), asked);
    }

    @Test
    void anEditEndsIt() {
        memory.inForce(Optional.of("one"));
        assertTrue(memory.isNeeded());
        memory.inForce(Optional.of("two"));
        assertEquals(false, memory.isNeeded());
    }

    @Test
    void aReloadEndsIt() {
        memory.forget();
        memory.inForce(Optional.of("one"));
        assertEquals(Fights.NONE, memory.among(Set.of(FACT)));
    }

    @Test
    void aDayLaterItIsTriedAgain() {
        memory.among(Set.of(FACT));
        now = START.plus(Duration.ofHours(25));
        assertEquals(Fights.NONE, memory.among(Set.of(FACT)));
    }
}
