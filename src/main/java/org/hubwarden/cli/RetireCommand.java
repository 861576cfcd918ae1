package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hubwarden retire}. */
@Command(
        name = "retire",
        header = "Give the machine up: take hubwarden's sudo rules and unit files away, and nothing else.",
        description = {
            "%nAccounts, groups, homes, servers that run, the ledger and the state file stay; at the end it says how to remove them.",
            "Asks on a terminal, unless --yes is given. Refuses while the daemon runs, which would write the rules again.",
            "Ends with 0 when they are gone, 1 when one could not be removed, 2 when one stays for a reason that is"
                    + " said.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  systemctl disable --now hubwarden && hubwarden retire", "  hubwarden retire --yes --root ./tree"})
final class RetireCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    RetireCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "retire", "takes sudo rules and unit files away");
        requireStopped(machine);
        Plan plan = machine.retirement();
        if (!plan.isEmpty() && !yes && !isConfirmed(plan)) {
            session.note("nothing was changed");
            return ExitCode.FAILED;
        }
        List<Outcome> outcomes = new ArrayList<>();
        Plan remaining = machine.retire(outcomes::add);
        print(machine, outcomes, remaining);
        return code(outcomes, remaining);
    }

    private void requireStopped(Machine machine) throws HostFailure {
        if (options.root().isEmpty() && DaemonSight.of(machine).isRunning()) {
            throw new HostFailure(
                    "the daemon runs and would write the rules again; stop it for good first: systemctl disable --now"
                            + " hubwarden");
        }
    }

    private boolean isConfirmed(Plan plan) throws HostFailure {
        if (options.json() || !session.canAsk()) {
            throw new HostFailure(
                    "retire asks before it takes sudo rules and unit files away, and cannot ask here; to go without: "
                            + session.typed() + " --yes");
        }
        session.print(text().before(plan));
        return session.ask("Take them away? Type yes: ").map("yes"::equals).orElse(false);
    }

    private void print(Machine machine, List<Outcome> outcomes, Plan remaining) throws HostFailure {
        if (options.json()) {
            session.print(PlanJson.ofRetirement(outcomes, remaining));
        } else {
            session.print(text().after(outcomes, remaining, machine.assess().ledger(), machine.stateFile()));
        }
    }

    private RetireText text() {
        return new RetireText(session.style());
    }

    private static int code(List<Outcome> outcomes, Plan remaining) {
        boolean failed = outcomes.stream().anyMatch(Outcome.Failed.class::isInstance) || !remaining.isEmpty();
        if (failed) {
            return ExitCode.FAILED;
        }
        return remaining.findings().isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
    }
}
