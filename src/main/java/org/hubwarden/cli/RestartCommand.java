package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.UnitChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden restart USER}. */
@Command(
        name = "restart",
        header = "Start a user's server anew.",
        description = {
            "%nEnds everything that runs in it and starts it: then it has the sandbox, the groups and the /tmp that it should"
                    + " have. Unsaved work in it is lost.",
            "Where it would run as another than the user's account, nothing is done, and what runs goes on.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden restart alice"})
final class RestartCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    RestartCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        return ServerCommands.start(session, options, "restart", user, UnitChange.Restart::new);
    }
}
