package org.hubwarden.cli;

import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Wording;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;

/** What {@code start} and {@code stop} have in common. */
final class ServerCommands {

    private ServerCommands() {}

    /** Whom the command is about. */
    static Person person(Assessment assessment, String user) throws HostFailure {
        Roster roster = Roster.of(assessment);
        return roster.find(user).orElseThrow(() -> new HostFailure(roster.unknown(user)));
    }

    /** Says what came of it, and gives the exit code. */
    static int told(Session session, GlobalOptions options, Outcome outcome) {
        if (options.json()) {
            session.print(PlanJson.of(outcome));
            return outcome instanceof Outcome.Done ? ExitCode.DONE : ExitCode.FAILED;
        }
        if (outcome instanceof Outcome.Done) {
            session.print(Wording.sentence(outcome));
            return ExitCode.DONE;
        }
        session.note(Wording.sentence(outcome));
        return ExitCode.FAILED;
    }
}
