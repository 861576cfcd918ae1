package org.hubwarden.cli;

import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;

/** What the commands have in common by which people ask for more than goes by itself. */
final class Wishes {

    private final Session session;
    private final GlobalOptions options;

    Wishes(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    /** Only one that runs: of a directory tree nobody knows what is left of people. */
    Machine machine(String command, String why) throws HostFailure {
        if (options.root().isPresent()) {
            throw new HostFailure(command + " works on a machine that runs; leave --root out");
        }
        return session.machine(options, command, why);
    }

    /** Somebody who leaves or left. */
    Person leaver(Assessment assessment, String user, String command) throws HostFailure {
        Roster roster = Roster.of(assessment);
        Person person = roster.find(user).orElseThrow(() -> new HostFailure(roster.unknown(user)));
        Optional<LedgerAccount> account =
                person.account().filter(a -> a.leaving().isPresent());
        boolean isGone = account.map(a ->
                        a.isPurged() || a.leaving().flatMap(Leaving::archive).isPresent())
                .orElse(false);
        if (account.isEmpty() || (person.desired().isPresent() && !isGone)) {
            throw new HostFailure(
                    person.hub() + " does not leave; " + command + " is for people who do: take the name out"
                            + " of the state file first, and see hubwarden list --leaving");
        }
        return person;
    }

    /** Remembers what is asked for, makes a pass, and tells how far it came. */
    Integer carryOut(Machine machine, Person person, Leaving.Wish wish) throws HostFailure {
        machine.ask(person.unix(), wish);
        PassResult result = session.apply(machine, outcome -> {});
        Assessment after = result.after().isPresent() ? result.after().get() : machine.assess();
        Optional<LedgerAccount> account = after.ledger().account(person.unix());
        boolean isDone = switch (wish) {
            case FRESH -> account.flatMap(LedgerAccount::leaving).isEmpty();
            case RESTORE ->
                account.flatMap(LedgerAccount::leaving)
                        .flatMap(Leaving::archive)
                        .isEmpty();
            default -> account.filter(LedgerAccount::isPurged).isPresent();
        };
        if (options.json()) {
            session.print(Json.object(json -> {
                json.field("user", person.hub().value());
                json.field("asked", wish.word());
                json.field("done", isDone);
            }));
        } else if (isDone) {
            session.print(done(person, wish));
        } else {
            session.print("It is not done yet, and goes on by itself:");
            session.print(steps(person, after));
        }
        return isDone ? ExitCode.DONE : ExitCode.PENDING;
    }

    private static String done(Person person, Leaving.Wish wish) {
        if (wish == Leaving.Wish.RESTORE) {
            return "The home is back. Write " + person.hub() + " into the state file for the account to be used again.";
        }
        return wish == Leaving.Wish.PURGE
                ? person.unix() + " is no account any more; its numbers are nobody's."
                : person.hub() + " may be another person now: write the name into the state file for a new account.";
    }

    private static List<String> steps(Person person, Assessment after) {
        Person now = Roster.of(after).find(person.unix().value()).orElse(person);
        return LeavingText.lines(LeavingText.of(now, after));
    }
}
