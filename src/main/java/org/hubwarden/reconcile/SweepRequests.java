package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.audit.AuditLog;
import org.hubwarden.audit.Escaped;
import org.hubwarden.audit.Event;
import org.hubwarden.audit.FieldName;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.sweep.Rank;
import org.hubwarden.sweep.Remark;
import org.hubwarden.sweep.Verdict;

/** Does what the daemon asked for when somebody got root, or lost it: takes a baseline, or sweeps and tells the journal. */
public final class SweepRequests {

    private static final int MOST_TOLD = 50;

    private final Sweeping sweeping;
    private final BaselineStore store;
    private final Journal journal;

    /** {@code sweeping}: with the same store. */
    public SweepRequests(Sweeping sweeping, BaselineStore store, Journal journal) {
        this.sweeping = sweeping;
        this.store = store;
        this.journal = journal;
    }

    /** Does all of it. What fails is told in the journal, and the daemon asks for it again later. */
    public void answer(Assessment look) throws HostFailure {
        BaselineStore.Requests asked = store.takeAsked();
        for (String account : asked.sweeps()) {
            try {
                sweep(look, account);
            } catch (HostFailure failure) {
                failed(account, failure);
                event("the sweep for " + account + " was not made: " + failure.sentence());
            }
        }
        if (!asked.grants().isEmpty()) {
            try {
                take(look, asked.grants());
            } catch (HostFailure failure) {
                for (BaselineStore.Grant grant : asked.grants()) {
                    failed(grant.account(), failure);
                }
                event("no baseline was taken: " + failure.sentence());
            }
        }
    }

    /** A disk that is full takes this no more than the rest. */
    private void failed(String account, HostFailure why) {
        try {
            store.settleFailure(account, why.sentence());
        } catch (HostFailure untold) {
            event("why there is none cannot be kept: " + untold.sentence());
        }
    }

    private void event(String sentence) {
        new AuditLog(journal).event(Event.NOTICE, sentence);
    }

    private void take(Assessment look, Set<BaselineStore.Grant> grants) throws HostFailure {
        Set<String> names = grants.stream().map(BaselineStore.Grant::account).collect(Collectors.toSet());
        BaselineStore.Written written = sweeping.take(look, names);
        for (BaselineStore.Grant grant : grants) {
            store.settle(grant, written.path());
        }
    }

    private void sweep(Assessment look, String account) throws HostFailure {
        Optional<String> baseline = store.of(account);
        if (baseline.isEmpty()) {
            throw new HostFailure("no baseline was taken when they got root");
        }
        Verdict verdict = sweeping.sweep(look, baseline, Set.of());
        store.settleSweep(account, verdict.sentence() + "\n");
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(FieldName.UNIX_USER, account));
        hub(look, account).ifPresent(hub -> fields.add(new Field(FieldName.HUB_USER, hub)));
        fields.add(new Field(FieldName.PROBLEMS, told(verdict)));
        journal.write(new JournalEntry(
                Event.SWEPT.priority(),
                Event.SWEPT.messageId(),
                Escaped.text("swept after " + account + " lost root: " + verdict.sentence()
                        + "; not proven clean, hubwarden sweep "
                        + hub(look, account).orElse("") + " shows all"),
                fields));
    }

    private static Optional<String> hub(Assessment look, String account) {
        return UnixName.isWellFormed(account)
                ? look.ledger()
                        .account(new UnixName(account))
                        .map(LedgerAccount::hub)
                        .map(hub -> hub.value())
                : Optional.empty();
    }

    private static String told(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        verdict.remarks().stream()
                .filter(remark -> remark.rank() != Rank.EXPLAINED)
                .limit(MOST_TOLD)
                .forEach(remark -> lines.add(line(remark)));
        int more = verdict.unexplained() - lines.size();
        return lines.isEmpty() ? "none" : String.join("\n", lines) + (more > 0 ? "\nand " + more + " more" : "");
    }

    private static String line(Remark remark) {
        return remark.rank().word() + ": " + remark.what() + ": " + remark.key() + ": " + remark.change();
    }
}
