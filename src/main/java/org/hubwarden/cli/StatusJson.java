package org.hubwarden.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Waiting;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.StatusReport;

/** The overall status for programs. The shape is described in docs/json.md. */
final class StatusJson {

    private StatusJson() {}

    static String of(
            DaemonSight daemon, Optional<Assessment> assessment, Optional<BaselineStanding> baselines, String file) {
        return Json.object(json -> {
            json.nested("daemon", nested -> writeDaemon(nested, daemon));
            if (assessment.isPresent()) {
                json.nested("machine", nested -> PlanJson.writeAssessment(nested, assessment.get(), file));
            }
            json.strings("baselines", baselines.map(BaselineStanding::baselines).orElse(List.of()));
            json.strings("sweeps", baselines.map(BaselineStanding::sweeps).orElse(List.of()));
        });
    }

    private static void writeWaiting(Json json, Waiting waiting) throws IOException {
        json.field("for", waiting.what());
        json.field("since", waiting.since().toString());
        json.number("at_most_ms", waiting.atMost().map(Duration::toMillis));
    }

    private static void writeDaemon(Json json, DaemonSight daemon) throws IOException {
        json.field("running", daemon.isRunning());
        if (daemon.report().isEmpty()) {
            return;
        }
        StatusReport report = daemon.report().get();
        json.field("hubwarden", report.version());
        json.field("pid", report.pid());
        json.field("state", report.state().text());
        json.field("since", report.since().map(Instant::toString));
        json.field("pass_since", report.activity().passSince().map(Instant::toString));
        json.field("next_pass_at", report.activity().nextPassAt().map(Instant::toString));
        json.objects("waiting", report.activity().waiting(), StatusJson::writeWaiting);
        json.field("last_pass_at", report.lastPassAt().map(Instant::toString));
        json.number("last_pass_ms", report.lastPassTook().map(Duration::toMillis));
        json.field("summary", report.summary());
        json.field("accounts_in_use", report.accountsInUse());
        json.field("accounts_locked", report.accountsLocked());
        json.strings("findings", report.findings());
        json.strings("problems", report.problems());
    }
}
