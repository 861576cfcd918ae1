package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.UnitChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden start USER}. */
@Command(
        name = "start",
        header = "Start a user's server.",
        description = {
            "%nFor a machine without a hub, or for a look at what the hub would start. Waits until the unit runs.",
            "It runs as the user's account and as nobody else: a unit that says otherwise is not started.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden start alice", "  systemctl status jupyter@alice.service"})
final class StartCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    StartCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        return ServerCommands.start(session, options, "start", user, UnitChange.Start::new);
    }
}
