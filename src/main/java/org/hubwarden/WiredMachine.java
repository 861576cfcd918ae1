package org.hubwarden;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.AskedFor;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.cli.Cli;
import org.hubwarden.cli.Machine;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubFile;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.Watcher;
import org.hubwarden.host.linux.Hangup;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.reconcile.Announcements;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.HeapReturn;
import org.hubwarden.reconcile.HubPublication;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.ReconcileLoop;
import org.hubwarden.reconcile.Reconciler;
import org.hubwarden.reconcile.Retiring;

/** One machine behind the commands: its doors, and what reconciles it. */
final class WiredMachine implements Machine {

    private static final Duration LOCK_WAIT = Duration.ofSeconds(15);

    /** systemd is patient for longer; people who stop a service are not. Then nothing is waited for any more. */
    private static final Duration LAST_STEP = Duration.ofMillis(300);

    /** For what was cut short to be put away. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    /** Opens the watcher, which only the daemon needs. */
    interface WatcherOpener {
        Watcher open() throws HostFailure;
    }

    private final Doors doors;
    private final WatcherOpener watchers;
    private final HubFile hubFile;
    private final Reconciler reconciler;

    WiredMachine(Doors doors, WatcherOpener watchers, HubFile hubFile) {
        this.doors = doors;
        this.watchers = watchers;
        this.hubFile = hubFile;
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
    public PassResult apply(Consumer<Outcome> told) throws HostFailure {
        try {
            return reconciler.pass(reconciler.settledStateFile(), LOCK_WAIT, told, () -> false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("interrupted before anything was changed", e);
        }
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
    public Instant approve(Stakes stakes) throws HostFailure {
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
        Announcements announcements = new Announcements(
                doors.journal(),
                doors.status(),
                doors.supervisor(),
                InstantSource.system(),
                ZoneId.systemDefault(),
                Cli.version(),
                ProcessHandle.current().pid());
        try (Watcher watcher = watchers.open()) {
            Reconciler insistent = Reconciler.withMemory(doors, InstantSource.system());
            HubPublication publication =
                    new HubPublication(announcements, hubFile, doors.journal(), InstantSource.system());
            ReconcileLoop loop =
                    new ReconcileLoop(insistent, doors, watcher, new HeapReturn(publication), InstantSource.system());
            announcements.started();
            Hangup.whenRaised(() -> {
                announcements.asked();
                insistent.insist();
                loop.trigger();
            });
            doors.units().onChange(loop::trigger);
            return untilToldToStop(loop, announcements);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DaemonEnd.STOPPED;
        }
    }

    /** A pass that is under way gets a moment to end its step. What it does not end, the next start finds safe. */
    private DaemonEnd untilToldToStop(ReconcileLoop loop, Announcements announcements) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    loop.stop();
                    try {
                        if (!ended.await(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                            doors.waits().cut();
                            ended.await(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    announcements.stopped();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        boolean ran = loop.run();
        ended.countDown();
        return ran ? DaemonEnd.STOPPED : DaemonEnd.NO_STATE;
    }
}
