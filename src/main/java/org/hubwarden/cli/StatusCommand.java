package org.hubwarden.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.StatusReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden status [USER]}. */
@Command(
        name = "status",
        header = "Say how the daemon and the machine are, or how one user stands.",
        description = {
            "%nWithout USER, ends with 0 when the daemon runs and nothing is wrong, 1 when something failed or was"
                    + " refused, 2 when something is held, 3 when the daemon does not run.",
            "With USER, ends with 0 when the account is in use, 3 when it is locked or not made yet, 4 when there is"
                    + " no such user.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden status", "  hubwarden status alice", "  hubwarden status --json | jq -r .daemon.state"})
final class StatusCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(arity = "0..1", paramLabel = "USER", description = "A hub name, or the name of an account.")
    private @Nullable String user;

    StatusCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        if (user != null) {
            Machine machine = session.machine(options, "status " + Escaped.text(user), "reads /etc/shadow");
            return one(Roster.of(session.assess(machine)), user);
        }
        return session.lacksRoot(options) ? lastWord() : overall(session.anyMachine(options));
    }

    /** Without root there is only the daemon's word, where it may be read. */
    private int lastWord() throws HostFailure {
        Machine machine = session.anyMachine(options);
        try {
            DaemonSight daemon = DaemonSight.of(machine);
            print(machine, daemon, Optional.empty(), Optional.empty());
            session.note("the machine itself was not looked at, which needs root: sudo " + session.typed());
            return code(daemon);
        } catch (HostFailure unreadable) {
            throw session.needsRoot("status", "reads /run/hubwarden");
        }
    }

    private int overall(Machine machine) throws HostFailure {
        DaemonSight daemon = DaemonSight.of(machine);
        Assessment assessment = session.assess(machine);
        print(machine, daemon, Optional.of(assessment), Optional.of(machine.baselines(assessment)));
        return ExitCode.of(assessment) == ExitCode.FAILED ? ExitCode.FAILED : code(daemon);
    }

    private void print(
            Machine machine,
            DaemonSight daemon,
            Optional<Assessment> assessment,
            Optional<BaselineStanding> baselines) {
        if (options.json()) {
            session.print(StatusJson.of(daemon, assessment, baselines, machine.stateFile()));
        } else {
            session.print(new StatusText(machine.stateFile(), session.style()).lines(daemon, assessment, baselines));
        }
    }

    private int code(DaemonSight daemon) {
        Optional<StatusReport.State> state = daemon.report().map(StatusReport::state);
        if (state.map(StatusReport.State::isTrouble).orElse(false)) {
            return ExitCode.FAILED;
        }
        if (state.equals(Optional.of(StatusReport.State.HELD))) {
            return ExitCode.PENDING;
        }
        boolean wanted = options.root().isEmpty();
        return wanted && !daemon.isRunning() ? ExitCode.INACTIVE : ExitCode.DONE;
    }

    private int one(Roster roster, String name) {
        Optional<Person> found = roster.find(name);
        if (found.isEmpty()) {
            session.note(roster.unknown(name));
            return ExitCode.UNKNOWN;
        }
        Person person = found.get();
        session.print(
                options.json()
                        ? RosterJson.of(person)
                        : person.hub() + " (" + person.unix() + "): "
                                + person.standing().text());
        return person.isInUse() ? ExitCode.DONE : ExitCode.INACTIVE;
    }
}
