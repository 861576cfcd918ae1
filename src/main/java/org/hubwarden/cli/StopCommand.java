package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden stop USER}. */
@Command(
        name = "stop",
        header = "Stop a user's server.",
        description = {
            "%nEnds everything that runs in it, and waits until it has ended. Unsaved work in it is lost.",
            "A user with autostart: true gets it back at the next pass.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden stop alice"})
final class StopCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    StopCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "stop", "stops units");
        Assessment assessment = machine.assess();
        Person person = ServerCommands.person(assessment, user);
        UnitName unit = new ServerUnit(assessment).required(person, "stop");
        Reason reason = new Reason("asked for with hubwarden stop");
        return ServerCommands.told(session, options, machine.serve(new UnitChange.Stop(unit, person.unix(), reason)));
    }
}
