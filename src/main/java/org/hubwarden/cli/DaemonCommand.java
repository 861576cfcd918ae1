package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import picocli.CommandLine.Command;

/** {@code hubwarden daemon}. */
@Command(
        name = "daemon",
        header = "Keep the machine as the state file says; systemd runs this.",
        description = {
            "%nMakes a pass at every change of the state file and of what it governs, every five minutes, and on SIGHUP.",
            "SIGTERM ends it in good order. Ends with 78 when there is neither a state file nor an earlier state.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  systemctl enable --now hubwarden", "  systemctl reload hubwarden    a pass now"})
final class DaemonCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    DaemonCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "daemon", "changes accounts");
        if (machine.reconcileForever() == Machine.DaemonEnd.STOPPED) {
            return ExitCode.DONE;
        }
        session.note("there is no state to keep, neither a state file nor an earlier one: "
                + StateText.whatToWrite(machine.stateFile()) + ", then systemctl enable --now hubwarden");
        return ExitCode.NO_STATE;
    }
}
