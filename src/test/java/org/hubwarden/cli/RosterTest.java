package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hubwarden.reconcile.Assessment;
import org.junit.jupiter.api.Test;

class RosterTest {

    @Test
    void everybodyStandsAsThePlanSays() {
        assertEquals(
                Map.of(
                        "alice", Standing.NEW,
                        "bob", Standing.ACTIVE,
                        "carol", Standing.LOCKED,
                        "dave", Standing.LEAVING,
                        "eve", Standing.CONFLICT),
                standings(Pretend.look(Pretend.plan())));
    }

    @Test
    void withoutAPlanNobodyIsInConflict() {
        assertEquals(
                Map.of(
                        "alice", Standing.NEW,
                        "bob", Standing.ACTIVE,
                        "carol", Standing.LOCKED,
                        "dave", Standing.LEAVING,
                        "eve", Standing.NEW),
                standings(Pretend.lookWithObstacle()));
    }

    @Test
    void withoutAStateNobodyLeaves() {
        assertEquals(
                Map.of("bob", Standing.ACTIVE, "carol", Standing.LOCKED, "dave", Standing.ACTIVE),
                standings(Pretend.lookWithoutState()));
    }

    @Test
    void peopleAreFoundByEitherName() {
        Roster roster = Roster.of(Pretend.look(Pretend.plan()));
        for (String name : List.of("bob", "jupyter-bob")) {
            assertEquals("bob", roster.find(name).orElseThrow().hub().value());
        }
        assertEquals("eve", roster.find("jupyter-eve").orElseThrow().hub().value());
        for (String name : List.of("", "Bob", "jupyter-", "root", "b\u0000b")) {
            assertTrue(roster.find(name).isEmpty(), name);
        }
    }

    @Test
    void whatMakesTheListIncompleteIsSaid() {
        Ran ran = Ran.on(PretendMachine.that(Pretend.look(Pretend.refusedFile(), Pretend.plan())), "list");
        assertEquals(
                "hubwarden: /etc/hubwarden/state.yaml as it is now changes nobody; hubwarden check says why\n",
                ran.err());
        Ran readOnly = Ran.on(PretendMachine.that(Pretend.lookWithObstacle()), "show", "bob");
        assertEquals("hubwarden: nothing can be changed: the ledger has a bad checksum\n", readOnly.err());
    }

    private static Map<String, Standing> standings(Assessment look) {
        Map<String, Standing> standings = new TreeMap<>();
        Roster.of(look).people().forEach(person -> standings.put(person.hub().value(), person.standing()));
        return standings;
    }
}
