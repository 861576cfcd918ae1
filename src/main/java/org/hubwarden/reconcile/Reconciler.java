package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.apply.Executor;
import org.hubwarden.apply.Intent;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.Trail;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;

/**
 * One pass along the line: desired, observed, plan, apply, and a second plan to see that nothing is left. Level-triggered: it
 * reads everything afresh and never asks what woke it. Used by one thread.
 */
public final class Reconciler {

    private static final Duration PASS_LOCK_WAIT = Duration.ofSeconds(10);

    private final Doors doors;
    private final Assessor assessor;
    private final Optional<FightMemory> memory;
    private final SudoProof sudoProof;
    private final Supplier<String> runs;
    private final Optional<Trail> trail;

    /** For a command: it does what the state file says, whoever fights over it. */
    public Reconciler(Doors doors) {
        this(doors, Reconciler::freshRun, Optional.empty());
    }

    /** {@code runs} names each pass. */
    Reconciler(Doors doors, Supplier<String> runs, Optional<FightMemory> memory) {
        this.doors = doors;
        this.runs = runs;
        this.trail = doors.running()
                ? Optional.of(new Trail(doors.journal(), doors.trail(), doors.journalReader()))
                : Optional.empty();
        this.memory = memory;
        this.assessor = new Assessor(doors, memory);
        this.sudoProof = new SudoProof(doors.sudoers());
    }

    /** For a daemon: what somebody else changes back again and again is left, as far as that gives nobody rights. */
    public static Reconciler withMemory(Doors doors, InstantSource clock) {
        return new Reconciler(doors, Reconciler::freshRun, Optional.of(new FightMemory(doors.witnesses(), clock)));
    }

    /** What was left is put right again by the next pass. From any thread. */
    public void insist() {
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
            return new Pass(run, reading, lockWait, told, stopping).run();
        } catch (HostFailure e) {
            Assessment nothing = assessor.assess(reading, doors.clock().look());
            Verdict verdict = stopping.getAsBoolean() ? Verdict.INTERRUPTED : Verdict.FAILED;
            return new PassResult(run, verdict, nothing, List.of(), Optional.empty(), List.of(e.sentence()));
        }
    }

    /** The state file as it is now; a pass is given such a reading, so that its caller may look twice. */
    public StateFileReading readStateFile() {
        return doors.stateFile().read();
    }

    /** The state file once it is quiet, for those who look only once. Takes one quiet time at least. */
    public StateFileReading settledStateFile() throws InterruptedException {
        StateSettling settling = new StateSettling(this::readStateFile, () -> {
            Thread.sleep(ReconcileLoop.QUIET_TIME.toMillis());
            return true;
        });
        return settling.settled().orElseGet(this::readStateFile);
    }

    /** What belongs to one pass only. */
    private final class Pass {

        private final String id;
        private final StateFileReading reading;
        private final Duration lockWait;
        private final Consumer<Outcome> told;
        private final BooleanSupplier stopping;
        private final ClockSight clock = doors.clock().look();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        Pass(String id, StateFileReading reading, Duration lockWait, Consumer<Outcome> told, BooleanSupplier stopping) {
            this.id = id;
            this.reading = reading;
            this.lockWait = lockWait;
            this.told = told;
            this.stopping = stopping;
        }

        PassResult run() {
            doors.waits().step();
            migrateLedger();
            Assessment before = assessor.assess(reading, clock);
            doors.waits().step();
            if (stopping.getAsBoolean()) {
                return result(Verdict.INTERRUPTED, before, Optional.empty());
            }
            failures.addAll(before.obstacles());
            if (before.state().state().isEmpty()) {
                return result(Verdict.NO_STATE, before, Optional.empty());
            }
            if (before.plan().isEmpty() || !failures.isEmpty()) {
                return result(Verdict.FAILED, before, before.plan());
            }
            trail.ifPresent(
                    t -> t.begin(id, before.state().sha256(), before.observed().orElseThrow(), before.ledger()));
            return carryOut(before, before.plan().get());
        }

        private void migrateLedger() {
            try {
                doors.ledger().migrate();
            } catch (HostFailure e) {
                failures.add(e.sentence());
            }
        }

        private PassResult carryOut(Assessment before, Plan plan) {
            keepLastGood(before.state());
            DesiredState desired = before.state().state().orElseThrow();
            relyOnClock(desired, before.ledger());
            ObservedState observed = before.observed().orElseThrow();
            Circumstances circumstances = before.circumstances().orElseThrow();
            Intent intent = trail.<Intent>map(t -> t).orElse(Intent.NONE);
            new Executor(doors, lockWait, this::tell, stopping, intent)
                    .execute(
                            plan,
                            before.ledger(),
                            fresh -> assessor.plan(desired, observed.with(fresh), before.ledger(), circumstances));
            Supplier<List<String>> untold = trail.map(Trail::end).orElse(List::of);
            memory.ifPresent(m -> m.putRight(done()));
            if (stopping.getAsBoolean()) {
                failures.addAll(untold.get());
                return result(Verdict.INTERRUPTED, before, Optional.empty());
            }
            Assessment after = plan.isEmpty() ? before : assessor.assess(reading, clock);
            failures.addAll(untold.get());
            forgetSpent(after, circumstances.approvals());
            if (stopping.getAsBoolean()) {
                return result(Verdict.INTERRUPTED, before, Optional.empty());
            }
            after.observed().ifPresent(seen -> failures.addAll(sudoProof.faults(desired, after.ledger(), seen)));
            return result(verdict(after), before, after.plan());
        }

        /** What was cut short by the stop has not failed: the next start does it. */
        private void tell(Outcome outcome) {
            if (outcome instanceof Outcome.Failed && stopping.getAsBoolean()) {
                return;
            }
            outcomes.add(outcome);
            trail.ifPresent(t -> t.tell(outcome));
            told.accept(outcome);
        }

        /**
         * An approval is for one time and one content of the state file. One that was typed while this pass ran is for what the
         * next one reads.
         */
        private void forgetSpent(Assessment after, List<Approval> read) {
            boolean done = after.plan()
                    .filter(plan -> plan.isEmpty() && plan.hold().isEmpty())
                    .isPresent();
            String inForce = after.state().sha256().orElse("");
            for (Approval approval : doors.approvals().read()) {
                boolean isFresh = approval.isFresh(doors.clock().now());
                boolean isSpent = done || !approval.stakes().stateSha256().equals(inForce);
                if (!isFresh || (isSpent && read.contains(approval))) {
                    forget(approval);
                }
            }
        }

        private void forget(Approval approval) {
            try {
                doors.approvals().remove(approval);
            } catch (HostFailure e) {
                failures.add(e.sentence());
            }
        }

        private List<Change> done() {
            return outcomes.stream()
                    .filter(Outcome.Done.class::isInstance)
                    .map(Outcome::change)
                    .toList();
        }

        private void keepLastGood(StateInForce state) {
            if (state.isCurrent() && reading instanceof StateFileReading.Content content) {
                try {
                    doors.stateFile().keepLastGood(content.bytes());
                } catch (HostFailure e) {
                    failures.add(e.sentence());
                }
            }
        }

        private void relyOnClock(DesiredState desired, Ledger ledger) {
            if (EndsByDate.fault(desired, ledger, clock).isEmpty()) {
                try {
                    doors.clock().rely();
                } catch (HostFailure e) {
                    failures.add(e.sentence());
                }
            }
        }

        private Verdict verdict(Assessment after) {
            failures.addAll(after.obstacles());
            after.observed().map(ObservedState::nss).ifPresent(this::noteSilence);
            after.observed().flatMap(seen -> seen.servers().units().fault()).ifPresent(failures::add);
            boolean failed = outcomes.stream().anyMatch(Outcome.Failed.class::isInstance) || !failures.isEmpty();
            boolean settled = after.plan().map(Plan::isEmpty).orElse(false);
            if (failed || !settled) {
                return Verdict.FAILED;
            }
            return after.plan().flatMap(Plan::hold).isPresent() ? Verdict.HELD : Verdict.CONVERGED;
        }

        /** Somebody waits for an answer: the pass is to be tried again soon. */
        private void noteSilence(NssAnswer answer) {
            if (answer instanceof NssAnswer.Silent silent) {
                failures.add("the name service gave no answer, so nothing new is made: " + silent.why());
            }
        }

        private PassResult result(Verdict verdict, Assessment before, Optional<Plan> remaining) {
            return new PassResult(id, verdict, before, outcomes, remaining, failures);
        }
    }
}
