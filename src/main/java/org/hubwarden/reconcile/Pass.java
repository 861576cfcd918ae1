package org.hubwarden.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.hubwarden.host.StateFileReading;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.PassResult.Verdict;

/** What belongs to one pass only. Used once, by one thread, under the pass lock. */
final class Pass {

    private final Doors doors;
    private final Assessor assessor;
    private final Optional<FightMemory> memory;
    private final SudoProof sudoProof;
    private final Optional<Trail> trail;
    private final Order order;
    private final ClockSight clock;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * What is asked of a pass.
     *
     * @param id a name that no other has
     * @param reading the state file
     * @param lockWait how long to wait for others who edit account files
     * @param told gets each outcome as it happens
     * @param stopping asked between steps; once it says yes, nothing more is begun
     */
    record Order(
            String id, StateFileReading reading, Duration lockWait, Consumer<Outcome> told, BooleanSupplier stopping) {}

    Pass(
            Doors doors,
            Assessor assessor,
            SudoProof sudoProof,
            Optional<FightMemory> memory,
            Optional<Trail> trail,
            Order order) {
        this.doors = doors;
        this.assessor = assessor;
        this.memory = memory;
        this.sudoProof = sudoProof;
        this.trail = trail;
        this.order = order;
        this.clock = doors.clock().look();
    }

    PassResult run() {
        doors.waits().step();
        migrateLedger();
        Assessment before = assessor.assess(order.reading(), clock);
        doors.waits().step();
        if (order.stopping().getAsBoolean()) {
            return result(Verdict.INTERRUPTED, before, Optional.empty());
        }
        failures.addAll(before.obstacles());
        if (before.state().state().isEmpty()) {
            return result(Verdict.NO_STATE, before, Optional.empty());
        }
        if (before.plan().isEmpty() || !failures.isEmpty()) {
            return result(Verdict.FAILED, before, Optional.of(before));
        }
        trail.ifPresent(t ->
                t.begin(order.id(), before.state().sha256(), before.observed().orElseThrow(), before.ledger()));
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
        new Executor(doors, order.lockWait(), this::tell, order.stopping(), intent)
                .execute(
                        plan,
                        observed.accounts(),
                        before.ledger(),
                        fresh -> assessor.plan(desired, observed.with(fresh), before.ledger(), circumstances));
        Supplier<List<String>> untold = trail.map(Trail::end).orElse(List::of);
        memory.ifPresent(m -> m.putRight(done()));
        if (order.stopping().getAsBoolean()) {
            failures.addAll(untold.get());
            return result(Verdict.INTERRUPTED, before, Optional.empty());
        }
        Assessment after = plan.isEmpty() ? before : assessor.assess(order.reading(), clock);
        failures.addAll(untold.get());
        failures.addAll(new SpentApprovals(doors).forget(after, circumstances.approvals()));
        if (order.stopping().getAsBoolean()) {
            return result(Verdict.INTERRUPTED, before, Optional.empty());
        }
        after.plan().filter(Plan::isEmpty).ifPresent(nothing -> keepEvidence(after, nothing));
        after.observed().ifPresent(seen -> failures.addAll(sudoProof.faults(desired, after.ledger(), seen)));
        return result(verdict(after), before, Optional.of(after));
    }

    /** What was cut short by the stop has not failed: the next start does it. */
    private void tell(Outcome outcome) {
        if (outcome instanceof Outcome.Failed && order.stopping().getAsBoolean()) {
            return;
        }
        outcomes.add(outcome);
        trail.ifPresent(t -> t.tell(outcome));
        order.told().accept(outcome);
    }

    private List<Change> done() {
        return outcomes.stream()
                .filter(Outcome.Done.class::isInstance)
                .map(Outcome::change)
                .toList();
    }

    private void keepLastGood(StateInForce state) {
        if (state.isCurrent() && order.reading() instanceof StateFileReading.Content content) {
            try {
                doors.stateFile().keepLastGood(content.bytes());
            } catch (HostFailure e) {
                failures.add(e.sentence());
            }
        }
    }

    /** What was seen to be done is remembered although there is nothing left to do; what follows from it is for the next pass. */
    @SuppressWarnings("ReferenceEquality") // a plan hands on the ledger it was given when nothing in it changes
    private void keepEvidence(Assessment after, Plan nothing) {
        if (after.obstacles().isEmpty() && nothing.before() != after.ledger()) {
            try {
                doors.ledger().write(nothing.before());
                doors.waits().lookAgain();
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
        boolean settled = after.plan().map(Plan::isEmpty).orElse(false) || PassResult.goesOn(after.plan(), outcomes);
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

    private PassResult result(Verdict verdict, Assessment before, Optional<Assessment> after) {
        return new PassResult(order.id(), verdict, before, outcomes, after, failures);
    }
}
