package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hubwarden.checkup.Declared;
import org.hubwarden.checkup.Inspection;
import org.hubwarden.checkup.Inspector;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;

/** {@code hubwarden check}. */
@Command(
        name = "check",
        header = "Say what is wrong with a machine that has a JupyterHub, and with the state file; change nothing.",
        description = {
            "%nNeeds no state file: try it first, on any machine with a JupyterHub. It looks at accounts, groups, homes, sudo's"
                    + " files, the hub, and what its users run, and says what it finds, the worst first: what shows it, and what"
                    + " cures it. The files of The Littlest JupyterHub are known to it.",
            "Of the state file it prints every problem as FILE:LINE:COLUMN: what is wrong, and what to write instead.",
            "Without root it sees less, and says what.",
            "Ends with 0 when all is well, 1 when something is refused, 2 when changes are pending or held, or there are findings.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden check",
            "  hubwarden check --root ./tree",
            "  hubwarden check --json | jq -r '.hub.findings[].id'"
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
        Machine machine = session.anyMachine(options);
        boolean lacksRoot = session.lacksRoot(options);
        Optional<Assessment> assessment = lacksRoot ? Optional.empty() : Optional.of(session.assess(machine));
        assessment.ifPresent(session::noteOwnership);
        Declared declared =
                assessment.flatMap(a -> a.state().state()).map(Declared::by).orElse(Declared.NOBODY);
        Inspection inspection = Inspector.inspect(machine.lookAtHub(), declared);
        if (options.json()) {
            session.print(InspectionJson.of(assessment, inspection, machine.stateFile()));
        } else {
            session.print(text(machine.stateFile(), assessment, inspection));
        }
        int code = assessment.filter(a -> !isNew(a)).map(ExitCode::of).orElse(ExitCode.DONE);
        return code == ExitCode.DONE && !inspection.findings().isEmpty() ? ExitCode.PENDING : code;
    }

    private List<String> text(String file, Optional<Assessment> assessment, Inspection inspection) {
        boolean isNew = assessment.filter(CheckCommand::isNew).isPresent();
        List<String> lines = new ArrayList<>();
        assessment.filter(a -> !isNew).ifPresent(a -> lines.addAll(new CheckText(file, session.style()).lines(a)));
        InspectionText text = new InspectionText(session.style());
        List<String> found = text.lines(inspection, isNew || assessment.isEmpty());
        if (!lines.isEmpty() && !found.isEmpty()) {
            lines.add("");
        }
        lines.addAll(found);
        if (isNew) {
            lines.add(InspectionText.begin(inspection, file, session.treeOption(options)));
        }
        if (assessment.isEmpty()) {
            lines.add("For the rest, and for " + file + ": sudo " + session.typed());
        }
        return lines;
    }

    /** Whether hubwarden was never told anything here: that is no fault of the machine's. */
    static boolean isNew(Assessment assessment) {
        return assessment.state().absent()
                && assessment.state().state().isEmpty()
                && assessment.obstacles().isEmpty()
                && assessment.ledger().equals(Ledger.EMPTY);
    }
}
