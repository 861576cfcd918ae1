package org.hubwarden.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.AccountTransaction;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.AccountEdits;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Plan;

/**
 * The ledger and then the account files, under the lock of all who edit them. The plan is made again for what is read there. What
 * can be made ready without the lock is made before it, since others wait while we hold it.
 */
final class AccountSteps {

    private final AccountFiles accountFiles;
    private final Work work;
    private final Duration lockWait;
    private final Intent intent;
    private final Memory memory;
    private final SudoSteps sudo;

    AccountSteps(Work work, Duration lockWait, Intent intent, Memory memory, SudoSteps sudo) {
        this.accountFiles = work.doors().accountFiles();
        this.work = work;
        this.lockWait = lockWait;
        this.intent = intent;
        this.memory = memory;
        this.sudo = sudo;
    }

    /**
     * How far they came.
     *
     * @param plan what is carried out from here on
     * @param isDone whether anything more may be
     */
    record Stage(Plan plan, boolean isDone) {}

    /** The ledger is stored in any case. */
    Stage carryOut(Plan plan, AccountDatabases seen, Ledger current, Executor.PlanMaker replan) {
        return changes(plan).isEmpty() ? remember(plan, current) : write(plan, seen, current, replan);
    }

    private static List<Change> changes(Plan plan) {
        List<Change> changes = new ArrayList<>(plan.changes(AccountChange.class));
        changes.addAll(plan.changes(GroupChange.class));
        return changes;
    }

    private Stage remember(Plan plan, Ledger current) {
        try {
            intent.await();
            memory.store(current, plan.before());
            return new Stage(plan, true);
        } catch (HostFailure e) {
            work.outcomes().failed(plan.changes(), e.sentence());
            return new Stage(plan, false);
        }
    }

    private Stage write(Plan first, AccountDatabases seen, Ledger current, Executor.PlanMaker replan) {
        Plan plan = first;
        AccountDatabases likely = prepare(first, seen, current);
        try (AccountTransaction files = accountFiles.begin(lockWait)) {
            AccountDatabases fresh = files.read();
            plan = replan.planFor(fresh);
            if (work.isStopping()) {
                return new Stage(plan, false);
            }
            intent.before(plan);
            intent.await();
            sudo.denyLate(first, plan);
            memory.store(current, plan.before());
            files.write(fresh, isAsThought(first, seen, plan, fresh) ? likely : AccountEdits.apply(fresh, plan));
        } catch (HostFailure e) {
            work.outcomes().failed(changes(plan), e.sentence());
            return new Stage(plan, false);
        }
        changes(plan).forEach(work.outcomes()::done);
        return new Stage(plan, true);
    }

    private AccountDatabases prepare(Plan first, AccountDatabases seen, Ledger current) {
        Aside<Boolean> ledger = memory.preparing(current, first.before());
        AccountDatabases likely = AccountEdits.apply(seen, first);
        accountFiles.prepare(seen, likely);
        ledger.result();
        awaitIntent();
        return likely;
    }

    /** While nobody waits for us; whether it went well is asked under the lock. */
    private void awaitIntent() {
        try {
            intent.await();
        } catch (HostFailure e) {
            // asked again
        }
    }

    @SuppressWarnings("ReferenceEquality") // doors and planner hand on the very same where nothing changed
    private static boolean isAsThought(Plan first, AccountDatabases seen, Plan plan, AccountDatabases fresh) {
        return plan == first && fresh == seen;
    }
}
