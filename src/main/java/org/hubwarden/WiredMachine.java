package org.hubwarden;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.AskedFor;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.cli.Machine;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.Daemon;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubApi;
import org.hubwarden.host.HubLook;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.BaselineStanding;
import org.hubwarden.reconcile.PassNews;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.Reconciler;
import org.hubwarden.reconcile.Retiring;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.sweep.Verdict;

/** One machine behind the commands: its doors, and what reconciles it. */
final class WiredMachine implements Machine {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    private final Doors doors;
    private final HubLook hub;
    private final HubApi api;
    private final WiredDaemon.Equipment equipment;
    private final Searches searches;
    private final Daemon daemon;
    private final Reconciler reconciler;

    /**
     * @param daemon the one that runs
     * @param equipment of a daemon that is to run
     */
    WiredMachine(
            Doors doors, HubLook hub, Searches searches, Daemon daemon, HubApi api, WiredDaemon.Equipment equipment) {
        this.daemon = daemon;
        this.doors = doors;
        this.hub = hub;
        this.api = api;
        this.equipment = equipment;
        this.searches = searches;
        this.reconciler = new Reconciler(doors);
    }

    @Override
    public String stateFile() {
        return doors.stateFile().path();
    }

    @Override
    public Assessment assess() {
        return reconciler.assess();
    }

    @Override
    public HubSight lookAtHub() throws HostFailure {
        return hub.look();
    }

    @Override
    public String askHub(URI uri, String token) throws HostFailure {
        return api.get(uri, token);
    }

    @Override
    public OptionalLong listener(int port) {
        return api.owner(port);
    }

    @Override
    public PassResult apply(Consumer<Outcome> told) throws HostFailure {
        Optional<String> news = daemon.reconcile();
        return news.isPresent() ? byDaemon(news.get(), told) : byOurselves(told);
    }

    /** The daemon did it. What is left is looked at here: it is the same machine. */
    private PassResult byDaemon(String news, Consumer<Outcome> told) throws HostFailure {
        try {
            PassNews pass = PassNews.fromJson(news);
            pass.outcomes().forEach(told);
            return pass.with(reconciler.assess());
        } catch (IllegalArgumentException otherVersion) {
            throw new HostFailure(
                    "the daemon made a pass, and is of another version: systemctl restart hubwarden", otherVersion);
        }
    }

    private PassResult byOurselves(Consumer<Outcome> told) throws HostFailure {
        reconciler.insist();
        try {
            StateFileReading reading = reconciler.settledStateFile();
            PassResult result = reconciler.pass(reading, LOCK_WAIT, told, () -> false);
            List<Outcome> outcomes = new ArrayList<>(result.outcomes());
            while (result.goesOn()) {
                result = reconciler.pass(reading, LOCK_WAIT, told, () -> false);
                outcomes.addAll(result.outcomes());
            }
            return result.with(outcomes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("interrupted before anything was changed", e);
        }
    }

    @Override
    public RootAccess rootAccess(Assessment look) throws HostFailure {
        return searches.rootAccess(look);
    }

    @Override
    public Verdict sweep(Assessment look, Optional<String> account, Optional<String> file, Set<String> only)
            throws HostFailure {
        return searches.sweep(look, account, file, only);
    }

    @Override
    public BaselineStore.Written takeBaseline(Assessment look, Optional<String> file) throws HostFailure {
        return searches.take(look, file);
    }

    @Override
    public Optional<String> baseline(UnixName account, boolean isAdmin) throws HostFailure {
        return searches.baseline(account.value(), isAdmin);
    }

    @Override
    public BaselineStanding baselines(Assessment look) throws HostFailure {
        return searches.standing(look);
    }

    @Override
    public void answerSweepRequests() throws HostFailure {
        searches.answerRequests(reconciler.assess());
    }

    @Override
    public Plan retirement() throws HostFailure {
        return new Retiring(doors).plan();
    }

    @Override
    public Plan retire(Consumer<Outcome> told) throws HostFailure {
        return new Retiring(doors).run(told);
    }

    @Override
    public Outcome serve(UnitChange change) throws HostFailure {
        Optional<String> failure = served(change);
        Outcome outcome =
                failure.<Outcome>map(why -> new Outcome.Failed(change, why)).orElseGet(() -> new Outcome.Done(change));
        String run = UUID.randomUUID().toString().replace("-", "");
        AskedFor.tell(doors.journal(), run, outcome, reconciler.assess().ledger());
        return outcome;
    }

    private Optional<String> served(UnitChange change) throws HostFailure {
        if (change instanceof UnitChange.Start start) {
            return Optional.ofNullable(doors.units().start(List.of(start)).get(start.unit()));
        }
        if (change instanceof UnitChange.Restart restart) {
            return doors.units().restart(restart);
        }
        if (change instanceof UnitChange.Stop stop) {
            return Optional.ofNullable(doors.units().stop(List.of(stop.unit())).get(stop.unit()));
        }
        throw new IllegalArgumentException("nobody asks for it: " + change);
    }

    @Override
    public void ask(UnixName account, Leaving.Wish wish) throws HostFailure {
        reconciler.ask(account, wish);
    }

    @Override
    public Instant approve(Stakes stakes) throws HostFailure {
        Optional<String> until = daemon.approve(stakes.digest());
        try {
            return until.isPresent() ? Instant.parse(until.get()) : keep(stakes);
        } catch (DateTimeException otherVersion) {
            throw new HostFailure(
                    "the daemon took it, and is of another version: systemctl restart hubwarden", otherVersion);
        }
    }

    private Instant keep(Stakes stakes) throws HostFailure {
        Approval approval = new Approval(stakes, doors.clock().now().truncatedTo(ChronoUnit.SECONDS));
        doors.approvals().write(approval);
        if (doors.running()) {
            new AuditLog(doors.journal())
                    .event(
                            Event.PLAN_APPROVED,
                            "approved until " + approval.end() + ": " + String.join(", ", stakes.changes()));
        }
        return approval.end();
    }

    @Override
    public Instant believeClock() throws HostFailure {
        doors.clock().believe();
        Instant now = doors.clock().now().truncatedTo(ChronoUnit.SECONDS);
        if (doors.running()) {
            new AuditLog(doors.journal()).event(Event.PLAN_APPROVED, "the clock is right as it is: " + now);
        }
        return now;
    }

    @Override
    public Optional<String> daemonStatus() throws HostFailure {
        return doors.status().read();
    }

    @Override
    public JournalReader journal() {
        return doors.journalReader();
    }

    @Override
    public boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    @Override
    public DaemonEnd reconcileForever() throws HostFailure {
        return new WiredDaemon(doors, equipment, this::keep).run();
    }
}
