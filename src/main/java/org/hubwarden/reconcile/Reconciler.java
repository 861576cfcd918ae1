package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Trail;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.UnixName;
import org.hubwarden.reconcile.PassResult.Verdict;

/**
 * One pass along the line: desired, observed, plan, apply, and a second plan to see that nothing is left. Level-triggered: it
 * reads everything afresh and never asks what woke it. Used by one thread.
 */
public final class Reconciler {

    private static final Duration PASS_LOCK_WAIT = Duration.ofSeconds(10);

    private final Doors doors;
    private final Assessor assessor;
    private final SudoProof sudoProof;
    private final Optional<FightMemory> memory;
    private final Supplier<String> runs;
    private final Optional<Trail> trail;

    /** For a command: it does what the state file says, whoever fights over it. */
    public Reconciler(Doors doors) {
        this(doors, Reconciler::freshRun, Optional.empty(), Optional.empty());
    }

    /** {@code runs} names each pass. */
    Reconciler(Doors doors, Supplier<String> runs, Optional<FightMemory> memory, Optional<Latecomers> latecomers) {
        this.doors = doors;
        this.runs = runs;
        this.trail = doors.running()
                ? Optional.of(new Trail(doors.journal(), doors.trail(), doors.journalReader()))
                : Optional.empty();
        this.memory = memory;
        this.sudoProof = new SudoProof(doors.sudoers());
        this.assessor = new Assessor(doors, memory, latecomers);
    }

    /** For a daemon: what somebody else changes back again and again is left, as far as that gives nobody rights. */
    public static Reconciler withMemory(Doors doors, InstantSource clock) {
        return new Reconciler(
                doors, Reconciler::freshRun, Optional.of(new FightMemory(doors.witnesses(), clock)), Optional.empty());
    }

    /** The same, where single accounts are made beside its passes. */
    public static Reconciler withMemory(Latecomers latecomers, InstantSource clock) {
        Doors doors = latecomers.passes();
        FightMemory memory = new FightMemory(doors.witnesses(), clock);
        return new Reconciler(doors, Reconciler::freshRun, Optional.of(memory), Optional.of(latecomers));
    }

    /** What was left is put right again by the next pass, and what failed is tried again. From any thread. */
    public void insist() {
        doors.departures().insist();
        memory.ifPresent(FightMemory::forget);
    }

    /** A name that no other run has. */
    static String freshRun() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Looks and plans. Changes nothing, and takes no lock. */
    public Assessment assess() {
        return assessor.assess(doors.stateFile().read(), doors.clock().look());
    }

    /**
     * Makes the machine agree with what a reading of the state file says.
     *
     * @param lockWait how long to wait for others who edit account files
     * @param told gets each outcome as it happens
     * @param stopping asked between steps; once it says yes, nothing more is begun
     */
    public PassResult pass(
            StateFileReading reading, Duration lockWait, Consumer<Outcome> told, BooleanSupplier stopping) {
        String run = runs.get();
        try (PassLock.Held lock = doors.passLock().acquire(PASS_LOCK_WAIT)) {
            return new Pass(
                            doors,
                            assessor,
                            sudoProof,
                            memory,
                            trail,
                            new Pass.Order(run, reading, lockWait, told, stopping))
                    .run();
        } catch (HostFailure e) {
            Assessment nothing = assessor.assess(reading, doors.clock().look());
            Verdict verdict = stopping.getAsBoolean() ? Verdict.INTERRUPTED : Verdict.FAILED;
            return new PassResult(run, verdict, nothing, List.of(), Optional.empty(), List.of(e.sentence()));
        }
    }

    /** Remembers what a person asks for about an account that is left; the next pass does it. */
    public void ask(UnixName account, Leaving.Wish wish) throws HostFailure {
        try (PassLock.Held lock = doors.passLock().acquire(PASS_LOCK_WAIT)) {
            doors.ledger().migrate();
            LedgerReading reading = doors.ledger().read();
            if (!(reading instanceof LedgerReading.Intact intact)) {
                throw new HostFailure("the ledger cannot be written; hubwarden check says why");
            }
            LedgerDraft draft = intact.ledger().draft();
            draft.change(account, a -> a.withLeaving(a.leaving().map(leaving -> leaving.asking(wish))));
            doors.ledger().write(draft.done());
        }
    }

    /** The state file as it is now; a pass is given such a reading, so that its caller may look twice. */
    public StateFileReading readStateFile() {
        return doors.stateFile().read();
    }

    /** Uses the time until a reading of the state file is believed. Changes nothing, and takes no lock. */
    void ponder(StateFileReading reading) {
        assessor.ponder(reading);
    }

    /** The state file once it is quiet, for those who look only once. Takes one quiet time at least. */
    public StateFileReading settledStateFile() throws InterruptedException {
        StateSettling settling = new StateSettling(this::readStateFile, reading -> {
            Thread.sleep(ReconcileLoop.QUIET_TIME.toMillis());
            return true;
        });
        return settling.settled().orElseGet(this::readStateFile);
    }
}
