package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import picocli.CommandLine.Command;

/** {@code hubwarden root-access}. */
@Command(
        name = "root-access",
        header = "List everybody who can become root on this machine, with each reason.",
        description = {
            "%nLooks at accounts with the number 0, members of admin groups and of groups that are as good as root by every source, rules of"
                    + " sudo, and who can write what root runs: units, cron, the hub, root's PATH. Each reason stands with the file and"
                    + " line, and with the line of the state file that gives it, where one does.",
            "Ends with 2 when one of the hub's users can become root and the state file does not say so.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hubwarden root-access",
            "  hubwarden root-access --json | jq -r '.accounts[].account'",
            "  hubwarden root-access --root ./tree"
        })
final class RootAccessCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    RootAccessCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "root-access", "reads /etc/shadow and /etc/sudoers");
        Assessment look = session.assess(machine);
        session.noteTrouble(look, machine.stateFile());
        RootAccess access = machine.rootAccess(look);
        if (options.json()) {
            session.print(RootAccessText.json(access));
        } else {
            session.print(new RootAccessText(machine.stateFile(), session.style()).lines(access));
        }
        return access.accounts().stream().anyMatch(RootAccount::isUnsaid) ? ExitCode.PENDING : ExitCode.DONE;
    }
}
