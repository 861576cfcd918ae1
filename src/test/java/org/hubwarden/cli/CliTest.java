package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.StateInForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit codes, and what goes with them. */
class CliTest {

    private static final Caller SOMEBODY = new Caller(Map.of(), false, false);
    private static final Machine PLANNED = PretendMachine.that(Pretend.look(Pretend.plan()));

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of(0, Pretend.look(Pretend.nothing())),
                Arguments.of(2, Pretend.look(Pretend.nothing(Pretend.CONFLICT))),
                Arguments.of(2, Pretend.look(Pretend.plan())),
                Arguments.of(2, Pretend.look(Pretend.heldPlan())),
                Arguments.of(2, Pretend.look(Pretend.stillHeld())),
                Arguments.of(1, Pretend.look(Pretend.refusedFile(), Pretend.nothing())),
                Arguments.of(1, Pretend.lookWithoutState()),
                Arguments.of(1, Pretend.lookWithObstacle()));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void planAndCheckEndAlike(int code, Assessment look) {
        assertEquals(code, Ran.on(PretendMachine.that(look), "plan").code());
        assertEquals(code, Ran.on(PretendMachine.that(look), "plan", "--json").code());
        assertEquals(code, Ran.on(PretendMachine.that(look), "check").code());
    }

    @Test
    void anEmptyPlanSaysWhoseWordTheMachineKeeps() {
        String out = Ran.on(PretendMachine.that(Pretend.look(Pretend.nothing())), "plan")
                .out();
        assertTrue(out.endsWith("\nNo changes. The machine is as /etc/hubwarden/state.yaml says.\n"), out);
    }

    @Test
    void aHeldPlanSaysWhatRunsWhatWaitsAndWhatToType() {
        String out = Ran.on(PretendMachine.that(Pretend.look(Pretend.heldPlan())), "plan")
                .out();
        String line = "type hubwarden approve "
                + Pretend.hold().stakes().digest().substring(0, 12) + ", or mend the state file\n";
        assertTrue(out.contains("\nHeld: the state file would leave nobody an admin; "), out);
        assertTrue(out.contains(line), out);
        assertTrue(out.indexOf("~ sudoers") < out.indexOf("\nWaiting for"), out);
        assertTrue(out.indexOf("\nWaiting for") < out.indexOf("+ account"), out);
        assertTrue(out.endsWith("Plan: 0 to create, 1 to change, 0 to remove, 0 findings, 2 changes held.\n"), out);
    }

    @ParameterizedTest
    @MethodSource("passes")
    void applyEndsWell(int code, PassResult.Verdict verdict, Assessment before) {
        PassResult result = new PassResult(
                "f00d", verdict, before, List.of(), Optional.of(Pretend.look(Pretend.nothing())), List.of());
        assertEquals(
                code,
                Ran.on(PretendMachine.that(before).passing(result), "apply").code());
    }

    static Stream<Arguments> passes() {
        Assessment good = Pretend.look(Pretend.nothing());
        return Stream.of(
                Arguments.of(0, PassResult.Verdict.CONVERGED, good),
                Arguments.of(1, PassResult.Verdict.FAILED, good),
                Arguments.of(2, PassResult.Verdict.HELD, good),
                Arguments.of(1, PassResult.Verdict.NO_STATE, Pretend.lookWithoutState()),
                Arguments.of(1, PassResult.Verdict.CONVERGED, Pretend.look(Pretend.refusedFile(), Pretend.nothing())));
    }

    @Test
    void applyOfAHeldPlanSaysWhatWaits() {
        Assessment before = Pretend.look(Pretend.heldPlan());
        PassResult result = new PassResult(
                "f00d",
                PassResult.Verdict.HELD,
                before,
                List.of(),
                Optional.of(Pretend.look(Pretend.stillHeld())),
                List.of());
        Ran ran = Ran.on(PretendMachine.that(before).passing(result), "apply");
        assertEquals(2, ran.code());
        assertTrue(ran.out().startsWith("Nothing was done.\nWaiting for somebody"), ran.out());
        assertTrue(ran.out().contains("\nHeld: the state file would leave nobody an admin; "), ran.out());
    }

    @Test
    void statusOfAUser() {
        assertEquals(new Ran(0, "bob (jupyter-bob): active\n", ""), Ran.on(PLANNED, "status", "bob"));
        assertEquals(new Ran(0, "dave (jupyter-dave): leaving\n", ""), Ran.on(PLANNED, "status", "jupyter-dave"));
        assertEquals(new Ran(3, "carol (jupyter-carol): locked\n", ""), Ran.on(PLANNED, "status", "carol"));
        assertEquals(new Ran(3, "alice (jupyter-alice): new\n", ""), Ran.on(PLANNED, "status", "alice"));
        assertEquals(new Ran(3, "eve (jupyter-eve): conflict\n", ""), Ran.on(PLANNED, "status", "eve"));
        assertEquals(4, Ran.on(PLANNED, "status", "nobody").code());
    }

    @Test
    void whereThereIsNoStateTheWayToOneIsSaid() {
        Ran plan = Ran.on(PretendMachine.that(Pretend.lookWithoutState()), "status");
        assertTrue(plan.out().contains("State:      none in force\n"), plan.out());
        assertTrue(
                plan.out().contains("Next step:  hubwarden check says what to write; then systemctl enable"),
                plan.out());
    }

    @Test
    void whoAsksForAUsersAccountsOwnerIsToldTheAccount() {
        Ran ran = Ran.on(PLANNED, "whois", "bob");
        assertEquals(1, ran.code());
        assertTrue(ran.err().endsWith("; it is the hub name of jupyter-bob\n"), ran.err());
    }

    @Test
    void statusWithoutADaemon() {
        Machine quiet = PretendMachine.that(Pretend.look(Pretend.nothing()));
        assertEquals(3, Ran.on(quiet, "status").code());
        assertTrue(Ran.on(quiet, "status").out().contains("not running"));
    }

    @Test
    void whatTheDaemonSaidOfTheFileIsNotSaidAgain() {
        StateInForce refused = Pretend.refusedFile();
        String line = refused.trouble().get(0);
        String json = "{\"version\":1,\"hubwarden\":\"0.1.0\",\"pid\":7,\"state\":\"degraded\",\"summary\":\"no\","
                + "\"accounts_in_use\":1,\"accounts_locked\":0,\"problems\":[\"" + line.replace("\"", "\\\"") + "\"]}";
        PretendMachine machine = PretendMachine.that(Pretend.look(refused, Pretend.nothing()));
        String said = Ran.on(machine.saying(json, true), "status").out();
        assertEquals(2, said.split(Pattern.quote(line), -1).length, said);
        String alone = Ran.on(machine, "status").out();
        assertTrue(alone.contains("  ! " + line + "\n"), alone);
    }

    @Test
    void aDaemonThatWasStoppedHasNoAccountsToCount() {
        String json = "{\"version\":1,\"hubwarden\":\"0.1.0\",\"pid\":7,\"state\":\"stopped\",\"summary\":\"stopped\","
                + "\"accounts_in_use\":0,\"accounts_locked\":0,\"last_pass_at\":\"2026-11-21T10:00:00Z\"}";
        PretendMachine machine = PretendMachine.that(Pretend.look(Pretend.nothing()));
        String said = Ran.on(machine.saying(json, false), "status").out();
        assertTrue(said.contains("Result:     stopped when it was told to\n"), said);
    }

    @Test
    void aPlanThatCannotBeMadeIsNoAgreement() {
        Assessment seen = Pretend.look(Pretend.nothing());
        Assessment stuck = new Assessment(
                seen.state(),
                seen.ledger(),
                Optional.empty(),
                seen.observed(),
                seen.plan(),
                List.of("the ledger has a bad checksum"));
        Ran plan = Ran.on(PretendMachine.that(stuck), "plan");
        assertEquals(1, plan.code());
        assertTrue(
                plan.out().endsWith("\nNothing is planned before what stands at the top is put right.\n"), plan.out());
    }

    @Test
    void statusOfADaemonThatDied() {
        String json =
                "{\"version\":1,\"hubwarden\":\"0.1.0\",\"pid\":7,\"state\":\"converged\",\"summary\":\"all well\","
                        + "\"accounts_in_use\":1,\"accounts_locked\":0}";
        PretendMachine machine = PretendMachine.that(Pretend.look(Pretend.nothing()));
        assertEquals(0, Ran.on(machine.saying(json, true), "status").code());
        Ran died = Ran.on(machine.saying(json, false), "status");
        assertEquals(3, died.code());
        assertTrue(died.out().contains("not running; this is its last word"), died.out());
    }

    @Test
    void statusWithoutRootTellsTheDaemonsWordOnly() {
        Ran ran = Ran.as(SOMEBODY, root -> PLANNED, "status");
        assertEquals(3, ran.code());
        assertFalse(ran.out().contains("Pending"), ran.out());
        assertTrue(ran.err().endsWith("which needs root: sudo hubwarden status\n"), ran.err());
    }

    @Test
    void theDaemonEnds() {
        assertEquals(new Ran(0, "", ""), Ran.on(PLANNED, "daemon"));
        PretendMachine bare = PretendMachine.that(Pretend.lookWithoutState());
        Ran ran = Ran.on(bare.ending(Machine.DaemonEnd.NO_STATE), "daemon");
        assertEquals(78, ran.code());
        assertTrue(ran.err().contains("write /etc/hubwarden/state.yaml"), ran.err());
        assertEquals(1, ran.err().lines().count());
    }

    @Test
    void whois() {
        assertEquals(new Ran(0, "bob\n", ""), Ran.on(PLANNED, "whois", "jupyter-bob"));
        for (String name : List.of("jupyter-alice", "root", "", "jupyter-\n")) {
            Ran ran = Ran.on(PLANNED, "whois", name);
            assertEquals(1, ran.code(), name);
            assertEquals(1, ran.err().lines().count(), ran.err());
        }
    }

    @Test
    void showOfAStranger() {
        assertEquals(
                new Ran(
                        1,
                        "",
                        "hubwarden: nobody called carrol is in the state file or was ever here; did you mean carol?\n"),
                Ran.on(PLANNED, "show", "carrol"));
        assertTrue(Ran.on(PLANNED, "show", "Zz").err().endsWith("hubwarden list shows who is\n"));
    }

    @Test
    void showNeverShowsAHash() {
        Ran ran = Ran.on(PLANNED, "show", "bob");
        assertFalse((ran.out() + Ran.on(PLANNED, "show", "bob", "--json").out()).contains("secrethash"));
        assertTrue(ran.out().contains("a password is set"), ran.out());
    }
}
