package org.hubwarden.cli;

import java.util.Optional;
import org.hubwarden.reconcile.StatusReport;

/** What whoever reads a status types next; nothing where all is well. */
final class NextStep {

    private NextStep() {}

    static Optional<String> after(DaemonSight daemon) {
        if (!daemon.isRunning()) {
            return Optional.of("systemctl start hubwarden; why it does not run: journalctl -u hubwarden -e");
        }
        StatusReport report = daemon.report().orElseThrow();
        if (!report.activity().waiting().isEmpty()) {
            return Optional.of("nothing, if that ends by itself: the pass goes on at once; otherwise end it");
        }
        return after(report.state());
    }

    private static Optional<String> after(StatusReport.State state) {
        return switch (state) {
            case DEGRADED ->
                Optional.of("hubwarden check, and mend the file; until then the earlier state stays in force");
            case HELD -> Optional.of("hubwarden plan shows what is held, and the line to type if it is meant");
            case FAILED ->
                Optional.of("journalctl -u hubwarden -e; then systemctl reload hubwarden tries again at once");
            default -> Optional.empty();
        };
    }
}
