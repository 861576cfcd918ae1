package org.hubwarden.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.hubwarden.audit.Escaped;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hubwarden whois UNIXNAME}. */
@Command(
        name = "whois",
        header = "Print the hub name of an account.",
        description = "%nEnds with 1 when hubwarden never made or adopted an account of that name.%n",
        footerHeading = "%nExamples:%n",
        footer = {"  hubwarden whois jupyter-alice", "  hubwarden whois jupyter-professor.jane.doe-20dab"})
final class WhoisCommand implements Callable<Integer> {

    private final Session session;
    private final GlobalOptions options;

    @Parameters(paramLabel = "UNIXNAME", description = "The name of an account.")
    private String name = "";

    WhoisCommand(Session session, GlobalOptions options) {
        this.session = session;
        this.options = options;
    }

    @Override
    public Integer call() throws HostFailure {
        Machine machine = session.machine(options, "whois", "reads /var/lib/hubwarden");
        Ledger ledger = session.assess(machine).ledger();
        Optional<LedgerAccount> account =
                UnixName.isWellFormed(name) ? ledger.account(new UnixName(name)) : Optional.empty();
        if (account.isEmpty()) {
            throw new HostFailure(
                    Escaped.text(name) + " is no account that hubwarden made or adopted; " + instead(ledger));
        }
        LedgerAccount found = account.get();
        session.print(
                options.json()
                        ? RosterJson.of(found.unix(), found.hub())
                        : found.hub().value());
        return ExitCode.DONE;
    }

    /** Whoever types a hub name wants to know the account. */
    private String instead(Ledger ledger) {
        return ledger.accounts().values().stream()
                .filter(account -> account.hub().value().equals(name))
                .findFirst()
                .map(account -> "it is the hub name of " + account.unix().value())
                .orElse("hubwarden list shows those that are");
    }
}
