package org.hubwarden.cli;

import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.StatusReport;

/**
 * What can be seen of the daemon.
 *
 * @param report its last word, if there is one that we understand
 * @param isRunning whether the process that said it is there
 */
record DaemonSight(Optional<StatusReport> report, boolean isRunning) {

    static DaemonSight of(Machine machine) throws HostFailure {
        Optional<StatusReport> report = machine.daemonStatus().flatMap(StatusReport::fromJson);
        boolean ended = report.map(r -> r.state() == StatusReport.State.STOPPED).orElse(true);
        return new DaemonSight(
                report, !ended && report.map(r -> machine.isAlive(r.pid())).orElse(false));
    }
}
