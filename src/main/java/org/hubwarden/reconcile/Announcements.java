package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.audit.Wording;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.StatusFile;
import org.hubwarden.host.Supervisor;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;

/** Tells everybody who wants to know what the daemon's passes do: the trail, the status file, the supervisor. */
public final class Announcements implements PassListener {

    private final AuditLog audit;
    private final PublishedStatus status;
    private final Supervisor supervisor;
    private final InstantSource clock;
    private final ZoneId zone;
    private final String version;
    private final long pid;
    private final UnaryOperator<List<Finding>> more;
    private final HubDeletions deletions;
    private volatile StatusReport last;
    private Activity at = Activity.NONE;
    /** Whether the last pass was: what comes next may be the very moment that came next before it. */
    private boolean isTold = true;

    private boolean isChanged;
    private boolean isOver;
    private int passes;

    /**
     * @param zone for hours that people read
     * @param version the daemon's, for readers of the status file
     * @param pid the same
     * @param more adds to the findings of a pass what others found
     * @param deletions what the hub says, for people
     */
    public Announcements(
            Journal journal,
            StatusFile statusFile,
            Supervisor supervisor,
            InstantSource clock,
            ZoneId zone,
            String version,
            long pid,
            UnaryOperator<List<Finding>> more,
            HubDeletions deletions) {
        this.more = more;
        this.audit = new AuditLog(journal);
        this.status = new PublishedStatus(statusFile);
        this.supervisor = supervisor;
        this.clock = clock;
        this.zone = zone;
        this.version = version;
        this.pid = pid;
        this.deletions = deletions;
        this.last = empty(StatusReport.State.STARTING, "the first pass is under way");
    }

    @Override
    public void passed(PassResult result, Duration took) {
        StateInForce state = result.before().state();
        List<Finding> findings = more.apply(findings(result));
        if (result.verdict() == Verdict.INTERRUPTED) {
            return;
        }
        audit.during(result.run(), state.sha256());
        audit.stateFile(state.trouble());
        audit.planHeld(hold(result));
        audit.failures(result.failures());
        audit.findings(findings);
        last = report(result, findings, took);
        isChanged |= !result.outcomes().isEmpty();
        passes++;
        isTold = false;
    }

    /** What a pass came to, and what is waited for; published at once if it is news. */
    @Override
    public void at(Activity activity) {
        if (!isTold || !activity.equals(at)) {
            at = activity;
            isTold = true;
            StatusReport report = last.at(activity);
            supervisor.status(new StatusLine(zone).of(report) + pass(report));
            publish(report, isChanged);
            isChanged = false;
        }
    }

    private String pass(StatusReport report) {
        return report.lastPassTook()
                .map(took -> " (pass " + passes + ", " + took.toMillis() + " ms)")
                .orElse("");
    }

    @Override
    public void stuck(Duration since, String where) {
        audit.event(
                Event.PASS_HANGS,
                "the pass under way took no step for " + since.toSeconds()
                        + " s and waits for nothing that it names, which is a fault in hubwarden: the watchdog ends it, and"
                        + " systemd starts it again. It stands at " + where);
    }

    private static Optional<Plan> lastPlan(PassResult result) {
        return result.remaining().or(() -> result.before().plan());
    }

    private List<Finding> findings(PassResult result) {
        List<Finding> findings =
                new ArrayList<>(lastPlan(result).map(Plan::findings).orElse(List.of()));
        deletions.finding(result.before().state().state()).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Hold> hold(PassResult result) {
        return lastPlan(result).flatMap(Plan::hold);
    }

    private StatusReport report(PassResult result, List<Finding> findings, Duration took) {
        Ledger ledger =
                result.remaining().map(Plan::after).orElse(result.before().ledger());
        int locked = (int) ledger.accounts().values().stream()
                .filter(account -> account.locked().isPresent())
                .count();
        int inUse = ledger.accounts().size() - locked;
        List<String> problems = new ArrayList<>(result.before().state().trouble());
        hold(result).map(Hold::sentence).ifPresent(problems::add);
        problems.addAll(result.failures());
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

    private synchronized void publish(StatusReport report, boolean changed) {
        if (isOver) {
            return;
        }
        try {
            status.offer(report, changed);
        } catch (HostFailure e) {
            audit.event(Event.NOTICE, e.sentence());
        }
    }

    /** The first word of a daemon. */
    public synchronized void started() {
        audit.event(Event.DAEMON_STARTED, "hubwarden " + version + " has started");
    }

    /** The last word of a daemon that ends; nothing is said after it. */
    public synchronized void stopped() {
        audit.event(Event.DAEMON_STOPPED, "hubwarden was stopped");
        publish(empty(StatusReport.State.STOPPED, "the daemon was stopped"), true);
        isOver = true;
    }

    /** Somebody asked for a pass, and looks into the status file for its end. From any thread. */
    public void asked() {
        status.ask();
    }

    private StatusReport empty(StatusReport.State state, String summary) {
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
