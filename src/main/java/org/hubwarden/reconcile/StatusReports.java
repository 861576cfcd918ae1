package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Wording;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;

/**
 * Makes the status report of a pass, and those before the first and after the last.
 *
 * @param version the daemon's
 * @param pid the same
 */
public record StatusReports(InstantSource clock, String version, long pid) {

    private static final int MOST_UNDONE = 3;

    /**
     * Of a pass.
     *
     * @param last the one before it: a state that goes on keeps its beginning
     */
    StatusReport of(PassResult result, List<Finding> findings, Duration took, StatusReport last) {
        Ledger ledger =
                result.remaining().map(Plan::after).orElse(result.before().ledger());
        int locked = (int) ledger.accounts().values().stream()
                .filter(account -> account.locked().isPresent())
                .count();
        int inUse = ledger.accounts().size() - locked;
        List<String> problems = new ArrayList<>(result.before().state().trouble());
        result.hold().map(Hold::sentence).ifPresent(problems::add);
        problems.addAll(result.failures());
        problems.addAll(undone(result));
        StatusReport.State state = state(result);
        Instant now = clock.instant();
        return new StatusReport(
                version,
                pid,
                state,
                last.state() == state ? last.since() : Optional.of(now),
                Activity.NONE,
                Optional.of(now),
                Optional.of(took),
                summary(state, inUse, locked, findings.size(), problems)
                        + FormerAdmins.pending(ledger).map(who -> "; " + who).orElse("")
                        + Leavers.progress(ledger, leavers(result))
                                .map(far -> "; " + far)
                                .orElse(""),
                inUse,
                locked,
                findings.stream().map(Wording::sentence).toList(),
                problems);
    }

    /** The first changes that failed: the journal has all, and a status that says no reason sends people there. */
    private static List<String> undone(PassResult result) {
        return result.outcomes().stream()
                .filter(outcome -> outcome instanceof Outcome.Failed)
                .limit(MOST_UNDONE)
                .map(Wording::sentence)
                .toList();
    }

    private static LeaversSight leavers(PassResult result) {
        return result.after()
                .or(() -> Optional.of(result.before()))
                .flatMap(Assessment::observed)
                .map(ObservedState::leavers)
                .orElse(LeaversSight.NONE);
    }

    private static StatusReport.State state(PassResult result) {
        if (result.verdict() == Verdict.HELD) {
            return StatusReport.State.HELD;
        }
        if (result.verdict() == Verdict.INTERRUPTED) {
            return StatusReport.State.STOPPED;
        }
        if (result.verdict() == Verdict.CONVERGED) {
            return result.before().state().isCurrent() ? StatusReport.State.CONVERGED : StatusReport.State.DEGRADED;
        }
        return StatusReport.State.FAILED;
    }

    private static String summary(
            StatusReport.State state, int inUse, int locked, int findings, List<String> problems) {
        String counts = nouns(inUse, "account") + " in use, " + locked + " locked, " + nouns(findings, "finding");
        String first = problems.isEmpty() ? "" : "; " + problems.get(0);
        return state.text() + ": " + counts + first;
    }

    private static String nouns(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Where no pass is to be told of. */
    StatusReport empty(StatusReport.State state, String summary) {
        Optional<Instant> now = Optional.of(clock.instant());
        boolean isFirst = state == StatusReport.State.STARTING;
        return new StatusReport(
                version,
                pid,
                state,
                now,
                Activity.NONE,
                isFirst ? Optional.empty() : now,
                Optional.empty(),
                summary,
                0,
                0,
                List.of(),
                List.of());
    }
}
