package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.StatusFile;
import org.hubwarden.host.Supervisor;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;

/** Tells everybody who wants to know what the daemon's passes do: the trail, the status file, the supervisor. */
public final class Announcements implements PassListener {

    private final AuditLog audit;
    private final PublishedStatus status;
    private final Supervisor supervisor;
    private final ZoneId zone;
    private final StatusReports reports;
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
     * @param reports makes what the status file gets
     * @param more adds to the findings of a pass what others found
     * @param deletions what the hub says, for people
     */
    public Announcements(
            Journal journal,
            StatusFile statusFile,
            Supervisor supervisor,
            ZoneId zone,
            StatusReports reports,
            UnaryOperator<List<Finding>> more,
            HubDeletions deletions) {
        this.more = more;
        this.audit = new AuditLog(journal);
        this.status = new PublishedStatus(statusFile);
        this.supervisor = supervisor;
        this.zone = zone;
        this.reports = reports;
        this.deletions = deletions;
        this.last = reports.empty(StatusReport.State.STARTING, "the first pass is under way");
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
        audit.planHeld(result.hold());
        audit.failures(result.failures());
        audit.findings(findings);
        last = reports.of(result, findings, took, last);
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

    private List<Finding> findings(PassResult result) {
        List<Finding> findings =
                new ArrayList<>(result.lastPlan().map(Plan::findings).orElse(List.of()));
        deletions.finding(result.before().state().state()).ifPresent(findings::add);
        return findings;
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
        audit.event(Event.DAEMON_STARTED, "hubwarden " + reports.version() + " has started");
    }

    /** The last word of a daemon that ends; nothing is said after it. */
    public synchronized void stopped() {
        audit.event(Event.DAEMON_STOPPED, "hubwarden was stopped");
        publish(reports.empty(StatusReport.State.STOPPED, "the daemon was stopped"), true);
        isOver = true;
    }

    /** Somebody asked for a pass, and looks into the status file for its end. From any thread. */
    public void asked() {
        status.ask();
    }
}
