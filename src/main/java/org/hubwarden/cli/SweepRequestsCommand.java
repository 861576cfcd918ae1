package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import picocli.CommandLine.Command;

/** {@code hubwarden sweep-requests}, which systemd runs. */
@Command(
        name = "sweep-requests",
        hidden = true,
        header = "Take the baselines, and make the sweeps, that the daemon asked for; systemd runs this.")
final class SweepRequestsCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    SweepRequestsCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        session.machine(options, "sweep-requests", "reads everything").answerSweepRequests();
        return ExitCode.DONE;
    }
}
