package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;
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
        Machine machine = session.machine(options, "start", "starts units");
        Assessment assessment = machine.assess();
        Person person = ServerCommands.person(assessment, user);
        ServerUnit units = new ServerUnit(assessment);
        UnitName unit = units.required(person, "start");
        if (units.isStartedByTljh()) {
            throw new HostFailure("with hub: {spawner: tljh} it is TLJH that starts servers; log in at the hub");
        }
        if (person.standing() != Standing.ACTIVE) {
            throw new HostFailure("the server of " + person.hub() + " is not started, since the account is "
                    + person.standing().text() + "; see hubwarden show " + person.hub());
        }
        Reason reason = new Reason("asked for with hubwarden start");
        return ServerCommands.told(session, options, machine.serve(new UnitChange.Start(unit, person.unix(), reason)));
    }
}
