package org.hubwarden;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.cli.Cli;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.RightsLook;
import org.hubwarden.host.Sweeper;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.BaselineWishes;
import org.hubwarden.reconcile.PassListener;
import org.hubwarden.reconcile.RootInquiry;
import org.hubwarden.reconcile.SweepRequests;
import org.hubwarden.reconcile.Sweeping;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.sweep.Verdict;

/** What is searched on one machine: who can become root, and what gives root again. */
final class Searches {

    private final Doors doors;
    private final BaselineStore store;
    private final RootInquiry inquiry;
    private final Sweeping sweeping;

    Searches(Doors doors, RightsLook rightsLook, Sweeper sweeper, BaselineStore store) {
        this.doors = doors;
        this.store = store;
        this.inquiry = new RootInquiry(doors, rightsLook);
        this.sweeping = new Sweeping(doors, inquiry, sweeper, store, Cli.version());
    }

    RootAccess rootAccess(Assessment look) throws HostFailure {
        return inquiry.answer(look);
    }

    Verdict sweep(Assessment look, Optional<String> account, Optional<String> file, Set<String> only)
            throws HostFailure {
        return sweeping.sweep(look, file.isPresent() ? file : baseline(account), only);
    }

    private Optional<String> baseline(Optional<String> account) throws HostFailure {
        List<String> kept = store.kept();
        if (account.isPresent()) {
            return Optional.of(store.of(account.get())
                    .orElseThrow(() -> new HostFailure("no baseline was taken when " + account.get()
                            + " got root; hubwarden sweep, without a name, compares with "
                            + (kept.isEmpty() ? "what packages brought" : "the oldest that is kept"))));
        }
        return kept.stream().findFirst();
    }

    Optional<String> baseline(String account, boolean isAdmin) throws HostFailure {
        Optional<String> report = store.report(account).map(text -> "swept after the root ended: " + text.strip());
        Optional<String> kept = store.of(account);
        Optional<String> pending = isAdmin && doors.running()
                ? Optional.of("pending; systemctl status hubwarden-baseline shows it")
                : Optional.empty();
        return report.filter(text -> !isAdmin).or(() -> kept).or(() -> pending);
    }

    BaselineStore.Written take(Assessment look, Optional<String> file) throws HostFailure {
        return file.isPresent() ? sweeping.export(look, file.get()) : sweeping.take(look, Set.of());
    }

    void answerRequests(Assessment look) throws HostFailure {
        new SweepRequests(sweeping, store, doors.journal()).answer(look);
    }

    BaselineStanding standing(Assessment look) throws HostFailure {
        return BaselineStanding.of(look.ledger(), store, doors.running());
    }

    PassListener wishes() {
        return new BaselineWishes(store, doors.journal());
    }
}
