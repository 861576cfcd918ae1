package org.hubwarden.cli;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.JournalReader;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.sweep.Verdict;

/** A machine that gives prepared answers. */
record PretendMachine(
        Assessment assess,
        Optional<PassResult> pass,
        Optional<String> daemonStatus,
        boolean alive,
        DaemonEnd end,
        HubSight lookAtHub)
        implements Machine {

    static PretendMachine that(Assessment look) {
        return new PretendMachine(look, Optional.empty(), Optional.empty(), false, DaemonEnd.STOPPED, PretendHub.NONE);
    }

    PretendMachine passing(PassResult result) {
        return new PretendMachine(assess, Optional.of(result), daemonStatus, alive, end, lookAtHub);
    }

    PretendMachine saying(String status, boolean isAlive) {
        return new PretendMachine(assess, pass, Optional.of(status), isAlive, end, lookAtHub);
    }

    PretendMachine ending(DaemonEnd how) {
        return new PretendMachine(assess, pass, daemonStatus, alive, how, lookAtHub);
    }

    PretendMachine withHub(HubSight hub) {
        return new PretendMachine(assess, pass, daemonStatus, alive, end, hub);
    }

    @Override
    public String askHub(URI uri, String token) {
        return PretendHub.answer(uri, token);
    }

    /** A user has the port of hubs other than TLJH's. */
    @Override
    public OptionalLong listener(int port) {
        return port == 8081 ? OptionalLong.of(1005) : OptionalLong.empty();
    }

    @Override
    public String stateFile() {
        return Pretend.FILE;
    }

    @Override
    public PassResult apply(Consumer<Outcome> told) {
        PassResult result = pass.orElseThrow();
        result.outcomes().forEach(told);
        return result;
    }

    @Override
    public JournalReader journal() {
        return new PretendJournal();
    }

    @Override
    public RootAccess rootAccess(Assessment look) {
        return Pretend.rootAccess();
    }

    @Override
    public Verdict sweep(Assessment look, Optional<String> account, Optional<String> file, Set<String> only) {
        return Pretend.verdict();
    }

    @Override
    public BaselineStore.Written takeBaseline(Assessment look, Optional<String> file) {
        return new BaselineStore.Written(file.orElse("/var/lib/hubwarden/baseline/20261121T100000Z.baseline"), "ab12");
    }

    @Override
    public Optional<String> baseline(UnixName account, boolean isAdmin) {
        return isAdmin ? Optional.of("/var/lib/hubwarden/baseline/20261121T100000Z.baseline") : Optional.empty();
    }

    @Override
    public BaselineStanding baselines(Assessment look) {
        return new BaselineStanding(
                List.of("pending for erin; systemctl status hubwarden-baseline shows it"),
                List.of(
                        "dave: 3 differences since 2026-10-01T08:00:00Z, of which 1 gives root; hubwarden sweep dave shows"
                                + " them"));
    }

    @Override
    public void answerSweepRequests() {}

    @Override
    public Plan retirement() {
        return Pretend.retirement();
    }

    @Override
    public Plan retire(Consumer<Outcome> told) {
        Pretend.retirement().changes().forEach(change -> told.accept(new Outcome.Done(change)));
        return Pretend.nothing();
    }

    @Override
    public Outcome serve(UnitChange change) {
        return new Outcome.Done(change);
    }

    @Override
    public Instant approve(Stakes stakes) {
        return Instant.parse("2026-11-22T10:00:00Z");
    }

    @Override
    public Instant believeClock() {
        return Instant.parse("2026-11-21T10:00:00Z");
    }

    @Override
    public boolean isAlive(long pid) {
        return alive;
    }

    @Override
    public DaemonEnd reconcileForever() {
        return end;
    }

    @Override
    public void ask(UnixName account, Leaving.Wish wish) {}
}
