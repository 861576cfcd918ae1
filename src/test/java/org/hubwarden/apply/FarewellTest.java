package org.hubwarden.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the other steps where one of somebody who leaves fails. */
class FarewellTest {

    private static final Reason WHY = new Reason("no longer listed");
    private static final UnixName ALICE = new UnixName("jupyter-alice");
    private static final UnixName BOB = new UnixName("jupyter-bob");
    private static final String HOME = "/home/jupyter-bob";
    private static final LeavingStep SET_ASIDE =
            new LeavingStep.SetAside(BOB, 1003, new TreeSet<>(Set.of("/var/spool/cron/crontabs/jupyter-bob")), WHY);
    private static final LeavingStep END_SESSIONS = new LeavingStep.EndSessions(BOB, 1003, WHY);
    private static final LeavingStep END_PROCESSES = new LeavingStep.EndProcesses(BOB, 1003, 60001, HOME, WHY);
    private static final LeavingStep CLOSE_KEYS = new LeavingStep.CloseKeys(BOB, 1003, HOME, WHY);

    private record Call(String method, List<Object> given) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private Optional<LeavingStep> failing = Optional.empty();
    private Doors doors;

    @BeforeEach
    void open() throws Exception {
        RecordComponent[] components = Doors.class.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        doors = Doors.class
                .getDeclaredConstructor(types)
                .newInstance(Arrays.stream(types).map(this::door).toArray());
    }

    /** One behind which all goes well but what is to fail. */
    private Object door(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        return type == Waits.class
                ? new Waits(InstantSource.system())
                : Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
                    Call call = new Call(called.getName(), List.of(given));
                    calls.add(call);
                    if (failing.filter(call.given()::contains).isPresent()) {
                        throw new HostFailure("it does not work");
                    }
                    return called.getReturnType() == int.class ? (Object) 1 : Map.of();
                });
    }

    private Map<UnixName, Set<Stage>> carryOut(LeavingStep... steps) {
        Plan plan = new Plan(List.of(steps), List.of(), Optional.empty(), Ledger.EMPTY, Ledger.EMPTY);
        return new Farewell(new Work(doors, new Outcomes(outcomes::add), () -> false)).carryOut(plan);
    }

    private Map<UnixName, Set<Stage>> withoutSettingAside() {
        failing = Optional.of(SET_ASIDE);
        return carryOut(SET_ASIDE, END_SESSIONS, END_PROCESSES, CLOSE_KEYS);
    }

    private boolean isCalled(String method) {
        return calls.stream().anyMatch(call -> call.method().equals(method));
    }

    @Test
    void whereAllGoesWellAllIsDone() {
        assertEquals(
                Map.of(BOB, Set.of(Stage.SESSIONS, Stage.PROCESSES)),
                carryOut(SET_ASIDE, END_SESSIONS, END_PROCESSES, CLOSE_KEYS));
        assertTrue(isCalled("closeKeys"));
    }

    @Test
    void aStageIsNotDoneWhereWhatPreparesItFailed() {
        Map<UnixName, Set<Stage>> done = withoutSettingAside();
        assertFalse(done.getOrDefault(BOB, Set.of()).contains(Stage.SESSIONS), done::toString);
        assertTrue(isCalled("end"), "sessions end all the same");
    }

    @Test
    void whatRunsIsEndedWhateverFailed() {
        Map<UnixName, Set<Stage>> done = withoutSettingAside();
        assertTrue(isCalled("endProcesses"));
        assertTrue(done.getOrDefault(BOB, Set.of()).contains(Stage.PROCESSES), done::toString);
    }

    @Test
    void nothingIsTouchedInTheHomeOfWhoWasNotDoneWith() {
        withoutSettingAside();
        assertFalse(isCalled("closeKeys"));
        assertEquals(
                List.of(
                        new Outcome.Failed(SET_ASIDE, "it does not work"),
                        new Outcome.Done(END_SESSIONS),
                        new Outcome.Done(END_PROCESSES)),
                outcomes);
    }

    @Test
    void aUnitThatCouldNotBeMaskedIsStoppedAndNotTriedForAStart() {
        UnitName hers = UnitName.of(ALICE);
        UnitName his = UnitName.of(BOB);
        LeavingStep mask = new LeavingStep.Mask(BOB, his, WHY);
        LeavingStep halt = new LeavingStep.Halt(BOB, his, WHY);
        failing = Optional.of(mask);
        Map<UnixName, Set<Stage>> done =
                carryOut(new LeavingStep.Mask(ALICE, hers, WHY), mask, new LeavingStep.Halt(ALICE, hers, WHY), halt);
        assertTrue(calls.contains(new Call("end", List.of(List.of(his)))), calls::toString);
        assertTrue(calls.contains(new Call("halt", List.of(List.of(hers)))), calls::toString);
        assertEquals(Map.of(ALICE, Set.of(Stage.LOCK)), done);
        assertTrue(outcomes.contains(new Outcome.Failed(halt, "it was stopped, and could be started again")));
    }
}
