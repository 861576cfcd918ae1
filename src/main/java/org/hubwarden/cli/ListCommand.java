package org.hubwarden.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubwarden list}. */
@Command(
        name = "list",
        header = "List every user that the state file names or hubwarden remembers.",
        description = {
            "%nSTATE is active, new (the next pass makes the account), leaving (the next pass locks it), locked, ended (their"
                    + " time was over before there was an account), or"
                    + " conflict (something is in the way; see hubwarden show USER). ADMIN is what the state file says.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden list",
            "  hubwarden list --leaving",
            "  hubwarden list --json | jq -r '.users[] | select(.state == \"locked\").user'"
        })
final class ListCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Option(names = "--leaving", description = "Only who leaves or left, and the step that they are at.")
    private boolean leaving;

    ListCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "list", "reads /etc/shadow");
        Assessment assessment = session.assess(machine);
        session.noteTrouble(assessment, machine.stateFile());
        Roster roster = Roster.of(assessment);
        if (leaving) {
            printLeaving(roster, assessment);
        } else if (options.json()) {
            session.print(RosterJson.of(roster, new ServerUnit(assessment)));
        } else {
            session.print(RosterText.lines(roster, new ServerUnit(assessment)));
        }
        return ExitCode.DONE;
    }

    private void printLeaving(Roster roster, Assessment assessment) {
        List<Person> people = roster.people().stream()
                .filter(person -> !LeavingText.of(person, assessment).isEmpty())
                .toList();
        if (options.json()) {
            session.print(RosterJson.leaving(people, assessment));
        } else {
            session.print(LeavingText.table(people, assessment));
        }
    }
}
