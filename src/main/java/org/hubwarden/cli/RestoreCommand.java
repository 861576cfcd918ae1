package org.hubwarden.cli;

import java.util.concurrent.Callable;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Leaving;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hubwarden restore USER}. */
@Command(
        name = "restore",
        header = "Let a name be used again that somebody had who is gone.",
        description = {
            "%nWho is only locked comes back by being written into the state file again, with the same account and home.",
            "Once the home is in an archive, restore brings it back; the account is the same, with the same numbers. With"
                    + " --fresh the account goes for ever first.",
            "Of an account that was purged only the name is left: with --fresh it is given to another person, who gets an"
                    + " account with numbers that nobody had.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden restore alice", "  hubwarden restore --fresh alice"})
final class RestoreCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "USER", description = "A hub name, or the name of an account.")
    private String user = "";

    @Option(names = "--fresh", description = "For another person of that name: a new account, with a new uid.")
    private boolean fresh;

    RestoreCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Wishes wishes = new Wishes(session, options);
        Machine machine = wishes.machine("restore", "changes accounts");
        Person person = wishes.leaver(session.assess(machine), user, "restore");
        boolean isPurged = person.account().orElseThrow().isPurged();
        boolean isArchived = person.account()
                .orElseThrow()
                .leaving()
                .flatMap(Leaving::archive)
                .isPresent();
        if (isArchived && !isPurged) {
            return wishes.carryOut(machine, person, fresh ? Leaving.Wish.FRESH : Leaving.Wish.RESTORE);
        }
        if (!isPurged) {
            throw new HostFailure(person.unix() + " is only locked, and its home is in place; write " + person.hub()
                    + " into the state file, and it is as it was");
        }
        if (!fresh) {
            throw new HostFailure(person.unix() + " was purged and is never the same again; for another person of that"
                    + " name: " + session.typed() + " --fresh");
        }
        return wishes.carryOut(machine, person, Leaving.Wish.FRESH);
    }
}
