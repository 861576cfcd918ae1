package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.BaselineStore.Grant;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;

/**
 * How the baselines of admins stand, and what sweeps came to.
 *
 * @param baselines what is not as it should be; phrases for people
 * @param sweeps of those who lost root, whatever came of it; phrases for people
 */
public record BaselineStanding(List<String> baselines, List<String> sweeps) {

    /** More are counted. */
    private static final int NAMED = 3;

    private static final String LATER =
            "; it is tried again within the hour, and at once after systemctl restart hubwarden";

    public BaselineStanding {
        baselines = List.copyOf(baselines);
        sweeps = List.copyOf(sweeps);
    }

    /** Of everybody whom the ledger knows. {@code running}: whether there is a daemon that asks for them. */
    public static BaselineStanding of(Ledger ledger, BaselineStore store, boolean running) throws HostFailure {
        Set<Grant> held = store.held();
        Map<String, String> failures = store.failures();
        List<String> baselines = new ArrayList<>();
        List<String> sweeps = new ArrayList<>();
        for (LedgerAccount account : ledger.accounts().values()) {
            String name = account.unix().value();
            if (account.tenure().isPresent()) {
                Optional<String> wrong = baseline(account, store, held, failures);
                wrong.filter(what -> running).ifPresent(baselines::add);
            } else if (held.stream().anyMatch(grant -> grant.account().equals(name)) && !account.isPurged()) {
                sweeps.add(sweep(account, store, failures));
            }
        }
        return new BaselineStanding(few(baselines), few(sweeps));
    }

    private static Optional<String> baseline(
            LedgerAccount account, BaselineStore store, Set<Grant> held, Map<String, String> failures)
            throws HostFailure {
        String name = account.unix().value();
        Optional<String> failure = Optional.ofNullable(failures.get(name));
        if (held.contains(BaselineWishes.grant(account))) {
            return store.of(name).isPresent()
                    ? Optional.empty()
                    : Optional.of("that of " + account.hub()
                            + " is gone, and hubwarden did not remove it; hubwarden log may tell its sha256");
        }
        return Optional.of(failure.map(why -> "none for " + account.hub() + ": " + why + LATER)
                .orElse("pending for " + account.hub() + "; systemctl status hubwarden-baseline shows it"));
    }

    private static String sweep(LedgerAccount account, BaselineStore store, Map<String, String> failures)
            throws HostFailure {
        String name = account.unix().value();
        Optional<String> report = store.report(name);
        if (report.isPresent()) {
            String came = report.get().strip();
            return account.hub() + ": " + came
                    + (came.startsWith("no difference") ? "" : "; hubwarden sweep " + account.hub() + " shows them");
        }
        return account.hub() + ": "
                + Optional.ofNullable(failures.get(name))
                        .map(why -> "not swept, " + why + LATER)
                        .orElse("the sweep is pending");
    }

    private static List<String> few(List<String> all) {
        List<String> few = all.stream().limit(NAMED).collect(Collectors.toCollection(ArrayList::new));
        if (all.size() > NAMED) {
            few.add("and " + (all.size() - NAMED) + " more; hubwarden show USER tells of each");
        }
        return few;
    }
}
