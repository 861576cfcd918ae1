package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.reconcile.Assessment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden purge USER}. */
@Command(
        name = "purge",
        header = "Remove the account of somebody who left, for ever.",
        description = {
            "%nThe account and its own group go; their numbers are never given to anybody else. The home goes into an archive"
                    + " first, which stays.",
            "Asks for the name again on a terminal, unless --yes is given. Waits until the steps of leaving before it are"
                    + " done; hubwarden show USER tells which is not.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden purge alice", "  hubwarden purge alice --yes"})
final class PurgeCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    PurgeCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Wishes wishes = new Wishes(session, options);
        Machine machine = wishes.machine("purge", "removes accounts");
        Assessment assessment = session.assess(machine);
        Person person = wishes.leaver(assessment, user, "purge");
        if (person.account().orElseThrow().isPurged()) {
            session.print(person.unix() + " was purged already; nothing was changed.");
            return ExitCode.DONE;
        }
        if (!yes && !isConfirmed(person)) {
            session.note("nothing was changed");
            return ExitCode.FAILED;
        }
        return wishes.carryOut(machine, person, Leaving.Wish.PURGE);
    }

    private boolean isConfirmed(Person person) throws HostFailure {
        if (options.json() || !session.canAsk()) {
            throw new HostFailure(
                    "purge asks for the name again, and cannot ask here; to go without: " + session.typed() + " --yes");
        }
        session.print("This removes the account " + person.unix() + " for ever.");
        return session.ask("Type the name of the user again: ")
                .map(person.hub().value()::equals)
                .orElse(false);
    }
}
