package org.hubwarden.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/**
 * Carries a plan out. The order is the safety: denials, the ledger, the account files under their lock, homes, the grant,
 * what lifts a denial, what ends for people who leave, and last the units. Ended at any instruction, nobody has more rights than before or after. Not thread-safe.
 */
public final class Executor {

    private final Work work;
    private final Duration lockWait;
    private final Intent intent;
    private final Memory memory;
    private final SudoSteps sudo;

    /**
     * An executor for one machine.
     *
     * @param lockWait how long to wait for others who edit account files
     * @param told gets each outcome as it happens
     * @param stopping asked between the steps; once it says yes, nothing more is begun
     * @param intent hears of the changes before any is made
     */
    public Executor(Doors doors, Duration lockWait, Consumer<Outcome> told, BooleanSupplier stopping, Intent intent) {
        this.work = new Work(doors, new Outcomes(told), stopping);
        this.lockWait = lockWait;
        this.intent = intent;
        this.memory = new Memory(doors.ledger());
        this.sudo = new SudoSteps(work);
    }

    /** Makes the plan for account files that were just read. */
    public interface PlanMaker {
        /** Values in, values out: nothing is changed. */
        Plan planFor(AccountDatabases fresh);
    }

    /**
     * Carries out what is to be done.
     *
     * @param plan made from account files read without the lock
     * @param seen these account files
     * @param current the ledger as it is stored
     * @param replan makes the plan again, from account files read under the lock
     */
    public void execute(Plan plan, AccountDatabases seen, Ledger current, PlanMaker replan) {
        intent.before(plan);
        if (!deny(plan) || work.isStopping()) {
            return;
        }
        AccountSteps.Stage stage =
                new AccountSteps(work, lockWait, intent, memory, sudo).carryOut(plan, seen, current, replan);
        if (!stage.isDone() || work.isStopping()) {
            return;
        }
        homes(stage.plan());
        sudo.grant(stage.plan());
        afterwards(stage.plan());
        farewell(stage.plan());
        new UnitSteps(work).carryOut(stage.plan());
        new DemotionSteps(work).carryOut(stage.plan());
    }

    /** What takes rights is done whether or not it will be remembered; nothing else is. Whether all the rest may go on. */
    private boolean deny(Plan plan) {
        Optional<String> forgetful = plan.changes(SudoersChange.Deny.class).isEmpty() ? Optional.empty() : forgetful();
        sudo.deny(plan);
        forgetful.ifPresent(why -> work.outcomes()
                .failed(
                        plan.changes().stream()
                                .filter(change -> !(change instanceof SudoersChange.Deny))
                                .toList(),
                        why));
        return forgetful.isEmpty();
    }

    private Optional<String> forgetful() {
        try {
            intent.await();
            return Optional.empty();
        } catch (HostFailure e) {
            return Optional.of(e.sentence());
        }
    }

    /** Beside the making of them the ledger after it is made ready; there is time while the disk takes homes. */
    private void homes(Plan plan) {
        Optional<Aside<Boolean>> ready = plan.changes(HomeChange.Create.class).isEmpty()
                ? Optional.empty()
                : Optional.of(memory.preparing(plan.before(), plan.after()));
        try {
            new HomeSteps(work).carryOut(plan);
        } finally {
            ready.ifPresent(Aside::result);
        }
    }

    private void afterwards(Plan plan) {
        try {
            memory.store(plan.before(), plan.after());
        } catch (HostFailure e) {
            work.outcomes().failed(plan.changes(AccountChange.Unlock.class), e.sentence());
        }
    }

    /** What was done for people who leave is evidence at once: the machine alone does not show that somebody looked. */
    private void farewell(Plan plan) {
        if (plan.changes(LeavingStep.class).isEmpty()) {
            return;
        }
        Instant now = work.doors().clock().now();
        LedgerDraft ledger = plan.after().draft();
        new Farewell(work)
                .carryOut(plan)
                .forEach((unix, stages) -> stages.forEach(stage ->
                        ledger.change(unix, a -> a.withLeaving(a.leaving().map(leaving -> leaving.done(stage, now))))));
        try {
            memory.store(plan.after(), ledger.done());
        } catch (HostFailure e) {
            work.outcomes().failed(plan.changes(LeavingStep.EndProcesses.class), e.sentence());
        }
    }
}
