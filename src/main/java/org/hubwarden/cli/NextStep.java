package org.hubwarden.cli;

import java.util.Optional;
import org.hubwarden.reconcile.StateInForce;
import org.hubwarden.reconcile.StatusReport;

/** What whoever reads a status types next; nothing where all is well. */
final class NextStep {

    private NextStep() {}

    /** {@code seen}: the state as a look of our own found it; empty where we could not look. */
    static Optional<String> after(DaemonSight daemon, Optional<StateInForce> seen) {
        if (!daemon.isRunning() && seen.filter(state -> state.state().isEmpty()).isPresent()) {
            return Optional.of("hubwarden check says what to write; then systemctl enable --now hubwarden");
        }
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
