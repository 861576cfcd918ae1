package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.DropInSight;

/**
 * Which part of a held plan runs all the same: what takes rights. Nobody gets more than the last pass left them, and nobody is
 * locked who was not, but for those whose time is over.
 */
final class Restraint {

    private final Survey survey;
    private final Set<String> admins;
    private final Ends ends;

    /** {@code admins}: the accounts that stay admins. */
    Restraint(Survey survey, Set<String> admins, Ends ends) {
        this.survey = survey;
        this.ends = ends;
        this.admins = Set.copyOf(admins);
    }

    /** The part of a plan that runs. */
    Plan running(Plan plan) {
        List<Change> changes = new ArrayList<>(plan.changes(SudoersChange.Deny.class));
        plan.changes(AccountChange.Lock.class).stream()
                .filter(lock -> !runs(lock))
                .filter(this::isDemotion)
                .forEach(lock -> changes.add(new GroupChange.RemoveMember(
                        GroupName.ADMINS, lock.subject(), new Reason("not listed under admins"))));
        plan.changes().stream()
                .filter(change -> !(change instanceof SudoersChange.Deny) && runs(change))
                .forEach(changes::add);
        Ledger ledger = remembered(plan);
        return new Plan(changes, plan.findings(), Optional.empty(), ledger, ledger);
    }

    private boolean isDemotion(AccountChange.Lock lock) {
        return lock.groups().contains(GroupName.ADMINS) && !admins.contains(lock.subject());
    }

    private boolean runs(Change change) {
        if (change instanceof AccountChange account) {
            return runs(account);
        }
        if (change instanceof GroupChange group) {
            return runs(group);
        }
        if (change instanceof HomeChange home) {
            return home instanceof HomeChange.Close;
        }
        if (change instanceof DemotionStep) {
            return true;
        }
        if (change instanceof LeavingStep step) {
            return !step.isReturn() && (wasLocked(step.unix()) || isOver(step.unix()));
        }
        return change instanceof SudoersChange.Deny || (change instanceof SudoersChange.Grant && isRepair());
    }

    private boolean runs(AccountChange change) {
        return change instanceof AccountChange.Repair
                || change instanceof AccountChange.Purge
                || (change instanceof AccountChange.Lock && (wasLocked(change.unix()) || isOver(change.unix())));
    }

    /** A lock that somebody opened is closed again. */
    private boolean wasLocked(UnixName name) {
        return survey.ledger()
                .account(name)
                .map(account -> account.locked().isPresent())
                .orElse(false);
    }

    private boolean isOver(UnixName name) {
        return survey.ledger().account(name).map(a -> ends.endsUser(a.hub())).orElse(false);
    }

    /** An account's own group has to be there before the account can be put back into it. */
    private boolean runs(GroupChange change) {
        if (change instanceof GroupChange.Create) {
            String name = change.subject();
            return survey.isOurs(name) && survey.accountsNamed(name) > 0;
        }
        return change instanceof GroupChange.RemoveMember || change instanceof GroupChange.Tidy;
    }

    /** What somebody wrote into the drop-in is taken out. One that is gone would only give. */
    private boolean isRepair() {
        return !(survey.observed().sudoers().adminRule() instanceof DropInSight.Absent);
    }

    private static boolean isLeaving(LedgerAccount before, LedgerAccount planned) {
        return before.locked().isPresent()
                && planned.locked().isPresent()
                && planned.leaving().isPresent();
    }

    /** Who held root, and which homes are there; no account, group or lock that is not made. */
    private Ledger remembered(Plan plan) {
        Set<UnixName> locked = new HashSet<>();
        plan.changes(AccountChange.Lock.class).stream().filter(this::runs).forEach(lock -> locked.add(lock.unix()));
        LedgerDraft ledger = survey.ledger().draft().passed(plan.before().passed());
        for (LedgerAccount before : survey.ledger().accounts().values()) {
            LedgerAccount planned = plan.before().account(before.unix()).orElse(before);
            if (planned.heldRoot()) {
                ledger.change(before.unix(), LedgerAccount::withRootHeld);
            }
            if (planned.housed()) {
                ledger.change(before.unix(), LedgerAccount::withHome);
            }
            if (planned.demotion().isPresent()) {
                ledger.change(before.unix(), a -> a.withDemotion(planned.demotion()));
            }
            if (planned.tenure().isEmpty()) {
                ledger.change(before.unix(), a -> a.withTenure(Optional.empty()));
            }
            if (locked.contains(before.unix())) {
                planned.locked().ifPresent(from -> ledger.change(before.unix(), a -> a.lockedFrom(from)));
            }
            if (locked.contains(before.unix()) || isLeaving(before, planned)) {
                ledger.change(before.unix(), a -> a.withLeaving(planned.leaving()));
            }
        }
        return ledger.done();
    }
}
