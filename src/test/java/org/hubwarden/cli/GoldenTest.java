package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Changes;
import org.hubwarden.host.Waiting;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Activity;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.StatusReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What commands print, letter for letter. */
class GoldenTest {

    static final Activity WAITS = new Activity(
            Optional.empty(),
            Optional.of(Instant.parse("2026-11-21T10:05:00Z")),
            List.of(new Waiting(
                    "the lock of the account files, held by vipw (pid 123)",
                    Instant.parse("2026-11-21T09:59:00Z"),
                    Optional.empty())));

    private static final Activity PASSES = new Activity(
            Optional.of(Instant.parse("2026-11-21T10:05:00Z")),
            Optional.empty(),
            List.of(new Waiting(
                    "the name service", Instant.parse("2026-11-21T10:05:01Z"), Optional.of(Duration.ofSeconds(3)))));

    static Stream<Arguments> commands() {
        PretendMachine planned = PretendMachine.that(Pretend.look(Pretend.plan()));
        Machine done =
                PretendMachine.that(Pretend.look(Pretend.plan())).passing(pass(Pretend.nothing(Pretend.CONFLICT)));
        Machine failed = PretendMachine.that(Pretend.look(Pretend.plan())).passing(failedPass());
        Machine refused = PretendMachine.that(Pretend.look(Pretend.refusedFile(), Pretend.plan()));
        Machine held = PretendMachine.that(Pretend.look(Pretend.heldPlan())).passing(heldPass());
        Machine running = PretendMachine.that(Pretend.look(Pretend.plan()))
                .saying(report(WAITS).toJson(), true);
        Machine passing = PretendMachine.that(Pretend.look(Pretend.plan()))
                .saying(report(PASSES).toJson(), true);
        Machine ending = PretendMachine.that(Pretend.lookWithEnds());
        Machine serving = PretendMachine.that(Pretend.lookWithServers());
        PretendMachine leaves = PretendMachine.that(Pretend.lookWithLeaver(false));
        Machine purged = leaves.passing(after(Pretend.lookWithLeaver(true)));
        Machine stays = leaves.passing(after(Pretend.lookWithLeaver(false)));
        Machine gone = PretendMachine.that(Pretend.lookWithLeaver(true)).passing(after(Pretend.look(Pretend.plan())));
        return Stream.of(
                Arguments.of("show-steps.txt", 0, leaves, "show carol"),
                Arguments.of("show-steps.json", 0, leaves, "show carol --json"),
                Arguments.of("list-leaving.txt", 0, leaves, "list --leaving"),
                Arguments.of("list-leaving.json", 0, leaves, "list --leaving --json"),
                Arguments.of("purge.txt", 0, purged, "purge carol --yes"),
                Arguments.of("purge.json", 0, purged, "purge carol --yes --json"),
                Arguments.of("purge-waits.txt", 2, stays, "purge carol --yes"),
                Arguments.of("restore.txt", 0, gone, "restore --fresh carol"),
                Arguments.of("restore.json", 0, gone, "restore --fresh carol --json"),
                Arguments.of("plan.txt", 2, planned, "plan"),
                Arguments.of("plan.json", 2, planned, "plan --json"),
                Arguments.of("check.json", 2, PretendHub.inUse(planned), "check --json"),
                Arguments.of("check-hub.txt", 2, PretendHub.found(), "check"),
                Arguments.of("check-hub.json", 2, PretendHub.found(), "check --json"),
                Arguments.of("import-tljh.yaml", 0, PretendHub.found(), "import tljh"),
                Arguments.of("import-passwd.yaml", 0, PretendHub.found(), "import passwd"),
                Arguments.of("check-in-order.txt", 0, PretendHub.inOrder(), "check"),
                Arguments.of("plan-held.txt", 2, held, "plan"),
                Arguments.of("plan-held.json", 2, held, "plan --json"),
                Arguments.of(
                        "approve.txt",
                        0,
                        held,
                        "approve " + Pretend.hold().stakes().digest()),
                Arguments.of(
                        "approve.json",
                        0,
                        held,
                        "approve --json " + Pretend.hold().stakes().digest()),
                Arguments.of("approve-clock.txt", 0, planned, "approve --clock"),
                Arguments.of("approve-clock.json", 0, planned, "approve --clock --json"),
                Arguments.of("plan-until.txt", 2, ending, "plan"),
                Arguments.of("plan-until.json", 2, ending, "plan --json"),
                Arguments.of("list-until.txt", 0, ending, "list"),
                Arguments.of("show-until.txt", 0, ending, "show bob"),
                Arguments.of("show-until.json", 0, ending, "show bob --json"),
                Arguments.of("show-ended.txt", 0, ending, "show zoe"),
                Arguments.of("status-until.txt", 3, ending, "status"),
                Arguments.of("plan-last-good.txt", 1, refused, "plan"),
                Arguments.of("check.txt", 2, planned, "check"),
                Arguments.of("check-refused.txt", 1, refused, "check"),
                Arguments.of("apply.txt", 0, done, "apply"),
                Arguments.of("apply.json", 0, done, "apply --json"),
                Arguments.of("apply-failed.txt", 1, failed, "apply"),
                Arguments.of("apply-held.json", 2, held, "apply --json"),
                Arguments.of("apply-failed.json", 1, failed, "apply --json"),
                Arguments.of("list.txt", 0, planned, "list"),
                Arguments.of("list.json", 0, planned, "list --json"),
                Arguments.of("show.txt", 0, planned, "show bob"),
                Arguments.of("show-leaving.txt", 0, planned, "show jupyter-dave"),
                Arguments.of("show-leaving.json", 0, planned, "show dave --json"),
                Arguments.of("show-conflict.txt", 0, planned, "show eve"),
                Arguments.of("show.json", 0, planned, "show bob --json"),
                Arguments.of("list-servers.txt", 0, serving, "list"),
                Arguments.of("list-servers.json", 0, serving, "list --json"),
                Arguments.of("show-server.txt", 0, serving, "show bob"),
                Arguments.of("show-server.json", 0, serving, "show bob --json"),
                Arguments.of("start.txt", 0, serving, "start bob"),
                Arguments.of("start.json", 0, serving, "start bob --json"),
                Arguments.of("restart.json", 0, serving, "restart bob --json"),
                Arguments.of("stop.json", 0, serving, "stop bob --json"),
                Arguments.of("whois.json", 0, planned, "whois jupyter-bob --json"),
                Arguments.of("log.json", 0, planned, "log --json"),
                Arguments.of("root-access.txt", 2, planned, "root-access"),
                Arguments.of("root-access.json", 2, planned, "root-access --json"),
                Arguments.of("sweep.txt", 2, planned, "sweep bob"),
                Arguments.of("sweep.json", 2, planned, "sweep bob --json"),
                Arguments.of("sweep.json", 2, planned, "sweep --json"),
                Arguments.of("sweep-export.txt", 0, planned, "sweep --export /mnt/hub.baseline"),
                Arguments.of("sweep-export.json", 0, planned, "sweep --export /mnt/hub.baseline --json"),
                Arguments.of("retire.txt", 0, planned, "retire --yes"),
                Arguments.of("retire.json", 0, planned, "retire --yes --json"),
                Arguments.of("status-user.json", 0, planned, "status bob --json"),
                Arguments.of("status.txt", 2, running, "status"),
                Arguments.of("status.json", 2, running, "status --json"),
                Arguments.of("status-passing.json", 2, passing, "status --json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void printsExactly(String golden, int code, Machine machine, String typed) throws Exception {
        Ran ran = Ran.on(machine, typed.split(" "));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(Path.of("src/test/resources/cli", golden), ran.out());
        }
        assertEquals(Ran.golden(golden), ran.out());
        assertEquals(code, ran.code(), ran.err());
        assertEquals("", ran.err());
    }

    @Test
    void colouredOnATerminal() {
        Machine machine = PretendMachine.that(Pretend.look(Pretend.plan()));
        Caller terminal = new Caller(Map.of("TERM", "xterm"), true, true);
        String out = Ran.as(terminal, root -> machine, "plan").out();
        assertTrue(out.contains("  \u001b[32m+\u001b[0m account"), out);
        assertEquals(Ran.golden("plan.txt"), out.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    private static PassResult after(Assessment look) {
        return new PassResult("f00d", PassResult.Verdict.CONVERGED, look, List.of(), Optional.of(look), List.of());
    }

    private static PassResult pass(Plan remaining) {
        Plan plan = Pretend.plan();
        List<Outcome> outcomes =
                plan.changes().stream().<Outcome>map(Outcome.Done::new).toList();
        return new PassResult(
                "f00d",
                PassResult.Verdict.CONVERGED,
                Pretend.look(plan),
                outcomes,
                Optional.of(Pretend.look(remaining)),
                List.of());
    }

    private static PassResult failedPass() {
        Plan remaining = new Plan(List.of(Changes.home()), List.of(), Optional.empty(), Pretend.AFTER, Pretend.AFTER);
        List<Outcome> outcomes = List.of(
                new Outcome.Done(Changes.create()),
                new Outcome.Failed(Changes.home(), "/home is full; make room there"));
        return new PassResult(
                "f00d",
                PassResult.Verdict.FAILED,
                Pretend.look(Pretend.plan()),
                outcomes,
                Optional.of(Pretend.look(remaining)),
                List.of("/etc/.pwd.lock is held by vipw (pid 812); try again when it ended"));
    }

    private static PassResult heldPass() {
        Assessment before = Pretend.look(Pretend.heldPlan());
        Optional<Assessment> after = Optional.of(Pretend.look(Pretend.stillHeld()));
        return new PassResult("f00d", PassResult.Verdict.HELD, before, List.of(), after, List.of());
    }

    static StatusReport report(Activity activity) {
        return new StatusReport(
                "0.1.0",
                4711,
                StatusReport.State.HELD,
                Optional.of(Instant.parse("2026-11-21T09:00:00Z")),
                activity,
                Optional.of(Instant.parse("2026-11-21T10:00:00Z")),
                Optional.of(Duration.ofMillis(7)),
                "held: 2 accounts in use",
                2,
                1,
                List.of(),
                List.of("the state file would lock 7 of 20 accounts"));
    }
}
