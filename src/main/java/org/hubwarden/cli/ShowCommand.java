package org.hubwarden.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden show USER}. */
@Command(
        name = "show",
        header = "Show everything known of one user.",
        description = "%nWhat the state file says, what hubwarden remembers, what the machine has, what is pending.%n",
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden show alice", "  hubwarden show jupyter-alice", "  hubwarden show alice --json"})
final class ShowCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    ShowCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "show", "reads /etc/shadow");
        Assessment assessment = session.assess(machine);
        session.noteTrouble(assessment, machine.stateFile());
        Roster roster = Roster.of(assessment);
        Optional<Person> person = roster.find(user);
        if (person.isEmpty()) {
            throw new HostFailure(roster.unknown(user));
        }
        Optional<String> baseline =
                machine.baseline(person.get().unix(), person.get().isAdmin());
        if (options.json()) {
            session.print(RosterJson.of(person.get(), assessment, baseline));
        } else {
            PlanText plans = new PlanText(machine.stateFile(), session.style());
            session.print(new PersonText(plans).lines(person.get(), assessment, baseline));
        }
        return ExitCode.DONE;
    }
}
