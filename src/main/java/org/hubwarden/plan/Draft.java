package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.model.UnixName;

/**
 * Collects a plan. The order of the changes is the order in which they are safe: denials before anything, then account
 * files, homes, the grant, what lifts a denial, what ends for people who leave, the units, and last what
 * still runs with a right that was taken.
 */
final class Draft {

    private final List<Change> denials = new ArrayList<>();
    private final List<Change> accountFiles = new ArrayList<>();
    private final List<Change> homes = new ArrayList<>();
    private final List<Change> grants = new ArrayList<>();
    private final List<LeavingStep> leaving = new ArrayList<>();
    private final List<Change> units = new ArrayList<>();
    private final List<Change> demotions = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final LedgerDraft before;
    private final Concessions concessions;
    private final List<UnixName> unlocked = new ArrayList<>();
    private final List<UnixName> purged = new ArrayList<>();
    private final List<UnixName> housed = new ArrayList<>();
    private final Set<String> regrouped = new HashSet<>();

    Draft(Ledger ledger, Concessions concessions) {
        this.before = ledger.draft();
        this.concessions = concessions;
    }

    /** Whether a change is left undone since somebody else fights over it; says so. To be asked before it is added. */
    boolean leaves(Change change) {
        Optional<Finding> finding = concessions.instead(change);
        finding.ifPresent(findings::add);
        return finding.isPresent();
    }

    void deny(SudoersChange.Deny change) {
        denials.add(change);
    }

    void add(AccountChange change) {
        accountFiles.add(change);
        if (change instanceof AccountChange.Repair repair && repair.flaw() == AccountChange.Flaw.PRIMARY_GROUP) {
            regrouped.add(repair.subject());
        }
        if (change instanceof AccountChange.Purge) {
            purged.add(change.unix());
        }
    }

    void add(GroupChange change) {
        accountFiles.add(change);
    }

    void add(HomeChange change) {
        homes.add(change);
        if (change instanceof HomeChange.Create) {
            housed.add(change.unix());
        }
    }

    void grant(SudoersChange change) {
        grants.add(change);
    }

    void add(UnitChange change) {
        units.add(change);
    }

    void add(LeavingStep step) {
        leaving.add(step);
    }

    void add(DemotionStep step) {
        demotions.add(step);
    }

    /** Whether the unit file at this path is to be written. */
    boolean writes(String path) {
        return units.stream()
                .anyMatch(change ->
                        change instanceof UnitChange.Write && change.subject().equals(path));
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    void conflict(String subject, String sentence) {
        findings.add(new Finding(Finding.Kind.CONFLICT, subject, sentence));
    }

    void notice(String subject, String sentence) {
        findings.add(new Finding(Finding.Kind.NOTICE, subject, sentence));
    }

    /** The ledger as it must be before the first change. */
    LedgerDraft ledger() {
        return before;
    }

    /** Remembers that the account is in use again, once its lines say so. */
    void unlockedAfterwards(UnixName account) {
        unlocked.add(account);
    }

    /** Whether the plan gives the account its own primary group back. */
    boolean isRegrouped(String account) {
        return regrouped.contains(account);
    }

    /** The locks planned so far. */
    List<AccountChange.Lock> locks() {
        return accountFiles.stream()
                .filter(AccountChange.Lock.class::isInstance)
                .map(AccountChange.Lock.class::cast)
                .toList();
    }

    Plan done() {
        List<Change> changes = new ArrayList<>(denials);
        changes.addAll(accountFiles);
        changes.addAll(homes);
        changes.addAll(grants);
        leaving.sort(LeavingSequence.ORDER);
        changes.addAll(leaving);
        changes.addAll(units);
        changes.addAll(demotions);
        Ledger first = before.done();
        LedgerDraft last = first.draft();
        unlocked.forEach(name -> last.change(name, LedgerAccount::unlocked));
        purged.forEach(name -> last.change(name, a -> a.withLeaving(a.leaving().map(Leaving::gone))));
        housed.forEach(name -> last.change(name, LedgerAccount::withHome));
        return new Plan(changes, findings, Optional.empty(), first, last.done());
    }
}
