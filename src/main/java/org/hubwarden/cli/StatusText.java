package org.hubwarden.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.Wording;
import org.hubwarden.host.Waiting;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.FormerAdmins;
import org.hubwarden.reconcile.Leavers;
import org.hubwarden.reconcile.StateInForce;
import org.hubwarden.reconcile.StatusReport;

/** What {@code status} prints: the daemon's last word, then a look of our own. */
final class StatusText {

    private final String file;
    private final Style style;
    private final PlanText plans;

    StatusText(String file, Style style) {
        this.file = file;
        this.style = style;
        this.plans = new PlanText(file, style);
    }

    List<String> lines(DaemonSight daemon, Optional<Assessment> assessment, Optional<BaselineStanding> baselines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Daemon:", daemon(daemon)));
        daemon.report().ifPresent(report -> said(rows, report));
        assessment.ifPresent(look -> seen(rows, look));
        baselines.ifPresent(standing -> {
            standing.sweeps().forEach(what -> rows.add(List.of("Swept:", Escaped.text(what))));
            standing.baselines().forEach(what -> rows.add(List.of("Baseline:", Escaped.text(what))));
        });
        NextStep.after(daemon, assessment.map(Assessment::state))
                .ifPresent(step -> rows.add(List.of("Next step:", step)));
        List<String> lines = new ArrayList<>(Columns.aligned(rows));
        daemon.report().ifPresent(report -> report.problems().forEach(p -> lines.add(alarm(p))));
        if (assessment.isPresent()) {
            lines.addAll(untold(daemon, assessment.get().state()));
            if (!told(daemon).containsAll(assessment.get().obstacles())) {
                lines.addAll(plans.obstacles(assessment.get()));
            }
            hold(daemon, assessment.get(), plans).ifPresent(lines::add);
            assessment.get().plan().ifPresent(plan -> lines.addAll(plans.findings(plan.findings())));
        }
        heard(daemon, assessment).forEach(finding -> lines.add(alarm(finding)));
        return lines;
    }

    /** What is wrong with the state file, unless the daemon has said it. */
    private List<String> untold(DaemonSight daemon, StateInForce state) {
        return state.trouble().stream()
                .filter(line -> !told(daemon).contains(line))
                .map(this::alarm)
                .toList();
    }

    private static List<String> told(DaemonSight daemon) {
        return daemon.report().map(StatusReport::problems).orElse(List.of());
    }

    /** What the daemon found and our own look did not: only it knows who fights. */
    private static List<String> heard(DaemonSight daemon, Optional<Assessment> assessment) {
        Set<String> seen = assessment.flatMap(Assessment::plan).map(Plan::findings).orElse(List.of()).stream()
                .map(Wording::sentence)
                .collect(Collectors.toSet());
        return daemon.report().map(StatusReport::findings).orElse(List.of()).stream()
                .filter(finding -> !seen.contains(finding))
                .toList();
    }

    private String alarm(String sentence) {
        return "  " + style.paint(Style.Tone.ALARM, "!") + " " + Escaped.text(sentence);
    }

    private static String daemon(DaemonSight daemon) {
        if (daemon.isRunning()) {
            StatusReport report = daemon.report().orElseThrow();
            return "running (pid " + report.pid() + ", version " + Escaped.text(report.version()) + "), "
                    + report.state().text()
                    + report.since().map(since -> " since " + moment(since)).orElse("");
        }
        return daemon.report().isPresent() ? "not running; this is its last word" : "not running";
    }

    private static void said(List<List<String>> rows, StatusReport report) {
        for (Waiting waiting : report.activity().waiting()) {
            rows.add(List.of("Waits for:", Escaped.text(waiting.what()) + ", since " + moment(waiting.since())));
        }
        String took = report.lastPassTook()
                .map(time -> ", took " + time.toMillis() + " ms")
                .orElse("");
        rows.add(List.of(
                "Last pass:", report.lastPassAt().map(StatusText::moment).orElse("none yet") + took));
        report.activity()
                .passSince()
                .ifPresent(since -> rows.add(List.of("This pass:", "under way since " + moment(since))));
        report.activity()
                .nextPassAt()
                .ifPresent(at -> rows.add(List.of("Next pass:", moment(at) + ", or at the next change")));
        rows.add(List.of("Result:", result(report)));
    }

    /** Why it is so follows below, as problems and findings: the summary of one line would say it twice. */
    private static String result(StatusReport report) {
        if (report.state() == StatusReport.State.STOPPED) {
            return "stopped when it was told to";
        }
        return report.lastPassAt().isEmpty()
                ? Escaped.text(report.summary())
                : report.state().text() + ": " + accounts(report.accountsInUse(), report.accountsLocked()) + ", "
                        + Count.nouns(report.findings().size(), "finding");
    }

    private static String accounts(long inUse, long locked) {
        return Count.nouns(inUse, "account") + " in use, " + locked + " locked";
    }

    private static String moment(Instant at) {
        return Moment.text(at);
    }

    private void seen(List<List<String>> rows, Assessment look) {
        long locked = look.ledger().accounts().values().stream()
                .map(LedgerAccount::locked)
                .filter(Optional::isPresent)
                .count();
        long all = look.ledger().accounts().size();
        rows.add(List.of("State:", StateText.identity(look.state(), file)));
        rows.add(List.of("Machine:", accounts(all - locked, locked)));
        leaving(look).ifPresent(who -> rows.add(List.of("Leaving:", who)));
        FormerAdmins.all(look.ledger()).ifPresent(who -> rows.add(List.of("Held root:", who)));
        new ServerUnit(look).running().ifPresent(running -> rows.add(List.of("Servers:", running + " running")));
        NextEnds.of(look).ifPresent(next -> rows.add(List.of("Next end:", NextEnds.text(next))));
        rows.add(List.of("Pending:", look.plan().map(StatusText::pending).orElse("cannot be told")));
    }

    private static Optional<String> leaving(Assessment look) {
        long people = look.ledger().accounts().values().stream()
                .filter(account -> account.leaving().isPresent())
                .count();
        return people == 0
                ? Optional.empty()
                : Optional.of(look.observed()
                                .flatMap(seen -> Leavers.progress(look.ledger(), seen.leavers()))
                                .orElse(Count.nouns(people, "user"))
                        + "; hubwarden list --leaving shows the steps");
    }

    private static String pending(Plan plan) {
        String changes = plan.isEmpty()
                ? "no changes"
                : Count.nouns(plan.changes().size(), "change") + "; hubwarden plan shows them";
        return plan.hold()
                .map(hold -> Count.nouns(hold.waiting().size(), "change") + " held; hubwarden plan shows them")
                .orElse(changes);
    }

    /** Why changes are held, unless the daemon said so already. */
    private static Optional<String> hold(DaemonSight daemon, Assessment look, PlanText plans) {
        return look.plan()
                .flatMap(Plan::hold)
                .filter(hold -> !told(daemon).contains(hold.sentence()))
                .map(plans::why);
    }
}
