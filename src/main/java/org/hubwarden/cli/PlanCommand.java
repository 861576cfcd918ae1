package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;

/** {@code hubwarden plan}. */
@Command(
        name = "plan",
        header = "Show what would be done, and why; change nothing.",
        description = {
            "%n+ is made, ~ is changed, - is taken away, ! is a finding: something for people to look at.",
            "Ends with 0 when there is nothing to do, 2 when there is or something is held,",
            "1 when the state file is refused.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden plan",
            "  hubwarden plan --root ./tree",
            "  hubwarden plan --json | jq -r '.changes[].sentence'"
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    PlanCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "plan", "reads /etc/shadow");
        Assessment assessment = session.assess(machine);
        session.noteOwnership(assessment);
        if (options.json()) {
            session.print(PlanJson.of(assessment, machine.stateFile()));
        } else {
            session.print(new PlanText(machine.stateFile(), session.style()).lines(assessment));
        }
        return ExitCode.of(assessment);
    }
}
