package org.hubwarden.apply;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.AccountEdits;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/**
 * Carries a plan out. The order is the safety: denials, the ledger, the account files under their lock, homes, the grant,
 * what lifts a denial, what ends for people who leave, and last the units. Ended at any instruction, nobody has more rights than before or after. Not thread-safe.
 */
public final class Executor {

    /** Homes made at once: each batch waits for the disk twice. */
    private static final int BATCH = 2_000;

    private final Doors doors;
    private final Duration lockWait;
    private final Consumer<Outcome> told;
    private final BooleanSupplier stopping;
    private final Intent intent;
    private boolean isEverybodyDenied = true;

    /**
     * An executor for one machine.
     *
     * @param lockWait how long to wait for others who edit account files
     * @param told gets each outcome as it happens
     * @param stopping asked between the steps; once it says yes, nothing more is begun
     * @param intent hears of the changes before any is made
     */
    public Executor(Doors doors, Duration lockWait, Consumer<Outcome> told, BooleanSupplier stopping, Intent intent) {
        this.doors = doors;
        this.lockWait = lockWait;
        this.told = told;
        this.stopping = stopping;
        this.intent = intent;
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
        List<SudoersChange.Deny> denials = plan.changes(SudoersChange.Deny.class);
        intent.before(plan);
        Optional<String> forgetful = denials.isEmpty() ? Optional.empty() : forgetful();
        deny(denials);
        if (forgetful.isPresent()) {
            refused(plan, forgetful.get());
            return;
        }
        if (stopping.getAsBoolean()) {
            return;
        }
        Stage stage = needsAccountFiles(plan) ? accountFiles(plan, seen, current, replan) : remember(plan, current);
        if (!stage.isDone() || stopping.getAsBoolean()) {
            return;
        }
        Optional<Aside<Boolean>> ready = prepareAside(stage.plan());
        try {
            homes(stage.plan());
        } finally {
            ready.ifPresent(Aside::result);
        }
        if (isEverybodyDenied) {
            stage.plan().changes(SudoersChange.Grant.class).forEach(this::write);
            stage.plan().changes(SudoersChange.Lift.class).forEach(this::write);
        }
        afterwards(stage.plan());
        farewell(stage.plan());
        new UnitSteps(doors, told, stopping).carryOut(stage.plan());
        new DemotionSteps(doors, told, stopping).carryOut(stage.plan());
    }

    /** What takes rights is done whether or not it will be remembered. */
    private Optional<String> forgetful() {
        try {
            intent.await();
            return Optional.empty();
        } catch (HostFailure e) {
            return Optional.of(e.sentence());
        }
    }

    private void refused(Plan plan, String why) {
        plan.changes().stream()
                .filter(change -> !(change instanceof SudoersChange.Deny))
                .forEach(change -> told.accept(new Outcome.Failed(change, why)));
    }

    /** Makes the plan for account files that were just read. */
    public interface PlanMaker {
        /** Values in, values out: nothing is changed. */
        Plan planFor(AccountDatabases fresh);
    }

    /** How far the account files came. */
    private record Stage(Plan plan, boolean isDone) {}

    private static boolean needsAccountFiles(Plan plan) {
        return !accountChanges(plan).isEmpty();
    }

    private static List<Change> accountChanges(Plan plan) {
        List<Change> changes = new ArrayList<>(plan.changes(AccountChange.class));
        changes.addAll(plan.changes(GroupChange.class));
        return changes;
    }

    private Stage remember(Plan plan, Ledger current) {
        try {
            intent.await();
            store(current, plan.before());
            return new Stage(plan, true);
        } catch (HostFailure e) {
            plan.changes().forEach(change -> told.accept(new Outcome.Failed(change, e.sentence())));
            return new Stage(plan, false);
        }
    }

    private Stage accountFiles(Plan first, AccountDatabases seen, Ledger current, PlanMaker replan) {
        Plan plan = first;
        Aside<Boolean> ledger = preparing(current, first.before());
        AccountDatabases likely = AccountEdits.apply(seen, first);
        doors.accountFiles().prepare(seen, likely);
        ledger.result();
        forgetful(); // waited for while nobody waits for us; whether it went well is asked under the lock
        try (AccountTransaction files = doors.accountFiles().begin(lockWait)) {
            AccountDatabases fresh = files.read();
            plan = replan.planFor(fresh);
            if (stopping.getAsBoolean()) {
                return new Stage(plan, false);
            }
            intent.before(plan);
            intent.await();
            denyLate(first, plan);
            store(current, plan.before());
            files.write(fresh, isAsThought(first, seen, plan, fresh) ? likely : AccountEdits.apply(fresh, plan));
        } catch (HostFailure e) {
            accountChanges(plan).forEach(change -> told.accept(new Outcome.Failed(change, e.sentence())));
            return new Stage(plan, false);
        }
        accountChanges(plan).forEach(change -> told.accept(new Outcome.Done(change)));
        return new Stage(plan, true);
    }

    @SuppressWarnings("ReferenceEquality") // doors and planner hand on the very same where nothing changed
    private static boolean isAsThought(Plan first, AccountDatabases seen, Plan plan, AccountDatabases fresh) {
        return plan == first && fresh == seen;
    }

    /** Somebody may have become one to deny between the two plans. */
    private void denyLate(Plan first, Plan plan) {
        plan.changes(SudoersChange.Deny.class).stream()
                .filter(deny -> !first.changes().contains(deny))
                .forEach(deny -> deny(List.of(deny)));
    }

    /** While one is not in force, nothing may be granted: the grant would arm whom it should have stopped. */
    private void deny(List<SudoersChange.Deny> denials) {
        for (SudoersChange.Deny denial : denials) {
            isEverybodyDenied &= write(denial);
        }
    }

    private void prepare(Ledger stored, Ledger wanted) {
        if (isOther(stored, wanted)) {
            doors.ledger().prepare(wanted);
        }
    }

    /** What is remembered of homes, beside the making of them; there is time while the disk takes them. */
    private Optional<Aside<Boolean>> prepareAside(Plan plan) {
        if (plan.changes(HomeChange.Create.class).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(preparing(plan.before(), plan.after()));
    }

    private Aside<Boolean> preparing(Ledger stored, Ledger wanted) {
        return Aside.begin("ledger", () -> {
            prepare(stored, wanted);
            return true;
        });
    }

    private void store(Ledger stored, Ledger wanted) throws HostFailure {
        if (isOther(stored, wanted)) {
            doors.ledger().write(wanted);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a plan hands on the ledger it was given when nothing in it changes
    private static boolean isOther(Ledger stored, Ledger wanted) {
        return stored != wanted;
    }

    /** In batches: a crash costs one of them, and whoever watches hears of each. */
    private void homes(Plan plan) {
        List<HomeChange.Create> created = plan.changes(HomeChange.Create.class);
        for (int i = 0; i < created.size() && !stopping.getAsBoolean(); i += BATCH) {
            List<HomeChange.Create> batch = created.subList(i, Math.min(created.size(), i + BATCH));
            Map<String, String> failures = doors.homes().create(batch);
            batch.forEach(home -> told.accept(outcome(home, Optional.ofNullable(failures.get(home.path())))));
        }
        plan.changes(HomeChange.Regroup.class)
                .forEach(home -> attempt(home, () -> doors.homes().regroup(home)));
        plan.changes(HomeChange.Close.class)
                .forEach(home -> attempt(home, () -> doors.homes().close(home)));
    }

    private static Outcome outcome(Change change, Optional<String> failure) {
        return failure.<Outcome>map(why -> new Outcome.Failed(change, why)).orElseGet(() -> new Outcome.Done(change));
    }

    private boolean write(SudoersChange change) {
        return attempt(change, () -> doors.sudoers().write(change));
    }

    private void afterwards(Plan plan) {
        try {
            store(plan.before(), plan.after());
        } catch (HostFailure e) {
            plan.changes(AccountChange.Unlock.class)
                    .forEach(change -> told.accept(new Outcome.Failed(change, e.sentence())));
        }
    }

    /** What was done for people who leave is evidence at once: the machine alone does not show that somebody looked. */
    private void farewell(Plan plan) {
        if (plan.changes(LeavingStep.class).isEmpty()) {
            return;
        }
        Instant now = doors.clock().now();
        LedgerDraft ledger = plan.after().draft();
        new Farewell(doors, told, stopping)
                .carryOut(plan)
                .forEach((unix, stages) -> stages.forEach(stage ->
                        ledger.change(unix, a -> a.withLeaving(a.leaving().map(leaving -> leaving.done(stage, now))))));
        try {
            store(plan.after(), ledger.done());
        } catch (HostFailure e) {
            plan.changes(LeavingStep.EndProcesses.class)
                    .forEach(change -> told.accept(new Outcome.Failed(change, e.sentence())));
        }
    }

    private interface Deed {
        void run() throws HostFailure;
    }

    private boolean attempt(Change change, Deed deed) {
        try {
            deed.run();
            told.accept(new Outcome.Done(change));
            return true;
        } catch (HostFailure e) {
            told.accept(new Outcome.Failed(change, e.sentence()));
            return false;
        }
    }
}
