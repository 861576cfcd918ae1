package org.hubwarden.cli;

import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Wording;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;

/** What {@code start}, {@code restart} and {@code stop} have in common. */
final class ServerCommands {

    private ServerCommands() {}

    /** Whom the command is about. */
    static Person person(Assessment assessment, String user) throws HostFailure {
        Roster roster = Roster.of(assessment);
        return roster.find(user).orElseThrow(() -> new HostFailure(roster.unknown(user)));
    }

    /** A start of one sort or another. */
    interface Beginning {
        UnitChange of(UnitName unit, UnixName account, Reason reason);
    }

    /** Starts the server of somebody who may have one, and gives the exit code. */
    static int start(Session session, GlobalOptions options, String command, String user, Beginning how)
            throws HostFailure {
        Machine machine = session.machine(options, command, "starts units");
        Assessment assessment = machine.assess();
        Person person = person(assessment, user);
        ServerUnit units = new ServerUnit(assessment);
        UnitName unit = units.required(person, command);
        if (units.isStartedByTljh()) {
            throw new HostFailure("with hub: {spawner: tljh} it is TLJH that starts servers; log in at the hub");
        }
        if (person.standing() != Standing.ACTIVE) {
            throw new HostFailure("the server of " + person.hub() + " is not started, since the account is "
                    + person.standing().text() + "; see hubwarden show " + person.hub());
        }
        Reason reason = new Reason("asked for with hubwarden " + command);
        return told(session, options, machine.serve(how.of(unit, person.unix(), reason)));
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
