package org.hubwarden.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.PassResult;
import picocli.CommandLine.Command;

/** {@code hubwarden apply}. */
@Command(
        name = "apply",
        header = "Make the machine agree with the state file, now.",
        description = {
            "%nPrints each change when it is done, then plans again to prove that nothing is left.",
            "Never runs at the same time as a pass of the daemon.",
            "Ends with 0 when the machine is as the state file says, 1 when something failed or was refused,",
            "2 when the brakes hold a part of it.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden apply", "  hubwarden apply --root ./tree", "  hubwarden apply --json | jq .verdict"})
final class ApplyCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    ApplyCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "apply", "changes accounts");
        PassResult result = options.json() ? forPrograms(machine) : forPeople(machine);
        session.noteOwnership(result.before());
        return ExitCode.of(result);
    }

    private PassResult forPeople(Machine machine) throws HostFailure {
        ApplyText text = new ApplyText(machine.stateFile(), session.style());
        PassResult result = session.apply(machine, outcome -> session.print(List.of(text.line(outcome))));
        session.print(text.closing(result));
        return result;
    }

    private PassResult forPrograms(Machine machine) throws HostFailure {
        PassResult result = session.apply(machine, outcome -> {});
        session.print(PlanJson.of(result, machine.stateFile()));
        return result;
    }
}
