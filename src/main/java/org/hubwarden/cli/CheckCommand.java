package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;

/** {@code hubwarden check}. */
@Command(
        name = "check",
        header = "Say whether the state file is good and fits the machine; change nothing.",
        description = {
            "%nPrints every problem as FILE:LINE:COLUMN: what is wrong, and what to write instead.",
            "Ends with 0 when all is well, 1 when something is refused, 2 when changes are pending or held, or there are findings.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden check",
            "  hubwarden check --root ./tree",
            "  hubwarden check --json | jq -r '.state.problems[]'"
        })
final class CheckCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    CheckCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "check", "reads /etc/shadow");
        Assessment assessment = session.assess(machine);
        session.noteOwnership(assessment);
        if (options.json()) {
            session.print(PlanJson.of(assessment, machine.stateFile()));
        } else {
            session.print(new CheckText(machine.stateFile(), session.style()).lines(assessment));
        }
        return ExitCode.of(assessment);
    }
}
