package org.hubwarden.reconcile;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;

/** Who held root here and does no more: whatever was done since, nothing on a machine that somebody had root on is proof. */
public final class FormerAdmins {

    private static final int NAMED = 3;

    private FormerAdmins() {}

    /** What is to be said of all of them; empty for none. */
    public static Optional<String> all(Ledger ledger) {
        return sentence(ledger, demotion -> true);
    }

    /** The same of those with whom something is left to do or to show. */
    static Optional<String> pending(Ledger ledger) {
        return sentence(ledger, Demotion::isPending);
    }

    /** What is to be said of one. */
    public static String words(Demotion demotion) {
        return "rights removed; held root until " + demotion.since().truncatedTo(ChronoUnit.SECONDS)
                + ": not proven clean";
    }

    private static Optional<String> sentence(Ledger ledger, Predicate<Demotion> which) {
        List<String> phrases = ledger.accounts().values().stream()
                .filter(account -> !account.isPurged())
                .filter(account -> account.demotion().filter(which).isPresent())
                .map(FormerAdmins::phrase)
                .toList();
        int more = phrases.size() - NAMED;
        return phrases.isEmpty()
                ? Optional.empty()
                : Optional.of(phrases.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (more > 0 ? ", and " + more + " more" : ""));
    }

    private static String phrase(LedgerAccount account) {
        return account.hub() + " ("
                + account.demotion().map(FormerAdmins::words).orElse("") + ")";
    }
}
