package org.hubwarden;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.Executors.newSingleThreadExecutor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Event;
import org.hubwarden.bus.Means;
import org.hubwarden.bus.Offer;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.cli.Cli;
import org.hubwarden.cli.Documents;
import org.hubwarden.cli.Machine.DaemonEnd;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubFile;
import org.hubwarden.host.TrailStore;
import org.hubwarden.host.Waiting;
import org.hubwarden.host.Watcher;
import org.hubwarden.host.linux.Hangup;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.model.HubName;
import org.hubwarden.reconcile.Announcements;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.HeapReturn;
import org.hubwarden.reconcile.HubDeletions;
import org.hubwarden.reconcile.HubPublication;
import org.hubwarden.reconcile.Latecomers;
import org.hubwarden.reconcile.OnDemandAccounts;
import org.hubwarden.reconcile.PassListener;
import org.hubwarden.reconcile.PassListeners;
import org.hubwarden.reconcile.PassResult;
import org.hubwarden.reconcile.ReconcileLoop;
import org.hubwarden.reconcile.Reconciler;
import org.hubwarden.reconcile.RootWatch;
import org.hubwarden.reconcile.StatusReports;

/** The daemon of one machine: its loop, and what it offers on the bus. */
final class WiredDaemon implements Means {

    /** systemd is patient for longer; people who stop a service are not. Then nothing is waited for any more. */
    private static final Duration LAST_STEP = Duration.ofMillis(300);

    /** For what was cut short to be put away. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private static final Path MACHINE_ID = Path.of("/etc/machine-id");

    /** Opens the watcher. */
    interface WatcherOpener {
        Watcher open() throws HostFailure;
    }

    /** Keeps a yes. */
    interface Approving {
        Instant approve(Stakes stakes) throws HostFailure;
    }

    private final Doors doors;
    /**
     * What a daemon needs beyond the doors.
     *
     * @param hubFile where the hub reads who its people are
     * @param wishes is told of each pass last, and asks others for what is to be done after it
     * @param rootWatch looks beside passes who can become root
     * @param servers what servers are started with when the hub asks
     * @param homes for accounts that are made when the hub asks
     * @param trail the same
     */
    record Equipment(
            WatcherOpener watchers,
            HubFile hubFile,
            PassListener wishes,
            RootWatch rootWatch,
            Supplier<Offer.Servers> servers,
            Supplier<Homes> homes,
            TrailStore trail) {}

    private final Equipment equipment;
    private final Approving approving;
    private final HubDeletions deletions = new HubDeletions();
    private final CompletableFuture<Supplier<CompletableFuture<PassResult>>> passing = new CompletableFuture<>();

    WiredDaemon(Doors doors, Equipment equipment, Approving approving) {
        this.doors = doors;
        this.equipment = equipment;
        this.approving = approving;
    }

    /** Reconciles until told to stop. */
    DaemonEnd run() throws HostFailure {
        Announcements announcements = new Announcements(
                doors.journal(),
                doors.status(),
                doors.supervisor(),
                ZoneId.systemDefault(),
                new StatusReports(
                        InstantSource.system(),
                        Cli.version(),
                        ProcessHandle.current().pid()),
                equipment.rootWatch()::with,
                deletions);
        try (Watcher watcher = equipment.watchers().open()) {
            return run(announcements, watcher);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DaemonEnd.STOPPED;
        }
    }

    private DaemonEnd run(Announcements announcements, Watcher watcher) throws InterruptedException, HostFailure {
        Latecomers latecomers = new Latecomers(doors, equipment.homes().get(), equipment.trail());
        Reconciler insistent = Reconciler.withMemory(latecomers, InstantSource.system());
        CompletableFuture<ReconcileLoop> made = new CompletableFuture<>();
        Offer offer = offer(latecomers, () -> made.join().request());
        HubPublication publication =
                new HubPublication(announcements, equipment.hubFile(), doors.journal(), InstantSource.system());
        // Whoever hears that something changed reads what was published before.
        PassListener listener = new PassListeners(
                List.of(new HeapReturn(publication), offer.listener(), equipment.wishes(), equipment.rootWatch()));
        ReconcileLoop loop = new ReconcileLoop(insistent, doors, watcher, listener, InstantSource.system());
        made.complete(loop);
        announcements.started();
        Hangup.whenRaised(() -> {
            announcements.asked();
            insistent.insist();
            loop.trigger();
        });
        equipment.rootWatch().begin(loop::trigger);
        doors.units().onChange(loop::trigger);
        passing.complete(() -> {
            insistent.insist();
            equipment.rootWatch().hurry();
            return loop.request();
        });
        insistent.insist();
        offer.begin();
        return untilToldToStop(loop, announcements);
    }

    private Offer offer(Latecomers latecomers, Supplier<CompletableFuture<PassResult>> passes) {
        return new Offer(
                Line.SYSTEM_BUS,
                equipment.servers().get(),
                this,
                new OnDemandAccounts(latecomers, newSingleThreadExecutor(WiredDaemon::onDemand)),
                passes,
                names -> deleted(names, passes),
                InstantSource.system(),
                why -> new AuditLog(doors.journal())
                        .event(Event.NOTICE, "the service for the hub cannot be offered: " + why));
    }

    /** People are told by the next pass. */
    private void deleted(List<HubName> names, Supplier<CompletableFuture<PassResult>> passes) {
        Consumer<Duration> later = delay -> delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    var unused = passes.get();
                });
        deletions.heard(names, Instant.now()).ifPresent(later);
    }

    private static Thread onDemand(Runnable work) {
        Thread thread = new Thread(work, "accounts on demand");
        thread.setDaemon(true);
        return thread;
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

    @Override
    public CompletableFuture<PassResult> pass() {
        return passing.join().get();
    }

    @Override
    public List<Waiting> waits() {
        return doors.waits().now();
    }

    @Override
    public Optional<String> status() throws HostFailure {
        return doors.status().read();
    }

    @Override
    public String plan(Assessment assessment) {
        return Documents.plan(assessment, doors.stateFile().path());
    }

    @Override
    public Instant approve(Stakes stakes) throws HostFailure {
        return approving.approve(stakes);
    }

    @Override
    public String machineId() throws HostFailure {
        try {
            return Files.readString(MACHINE_ID).strip();
        } catch (IOException failure) {
            throw new HostFailure("the machine has no readable " + MACHINE_ID, failure);
        }
    }
}
