package org.hubwarden.reconcile;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Plan;

/**
 * Whom the hub may serve, and whom as an admin: what is in force on the machine, without what is about to be taken away. Somebody
 * whose leaving waits for an approval is in force.
 */
record HubPeople(SortedSet<HubName> users, SortedSet<HubName> admins) {

    HubPeople {
        users = Collections.unmodifiableSortedSet(new TreeSet<>(users));
        admins = Collections.unmodifiableSortedSet(new TreeSet<>(admins));
    }

    /** By a look after a pass; empty where the machine or what is remembered could not be read: then nothing is known of anybody. */
    static Optional<HubPeople> of(Assessment after) {
        return after.obstacles().isEmpty() ? after.plan().map(plan -> of(after, plan)) : Optional.empty();
    }

    private static HubPeople of(Assessment after, Plan left) {
        Ledger ledger = after.ledger();
        Set<String> unsettled = unsettled(left);
        Set<String> unsure = unsureAdmins(left);
        SortedSet<HubName> users = new TreeSet<>(awaited(after, left));
        SortedSet<HubName> admins = new TreeSet<>();
        for (LedgerAccount now : ledger.accounts().values()) {
            LedgerAccount soon = left.after().account(now.unix()).orElse(now);
            boolean isUser = now.locked().isEmpty() && soon.locked().isEmpty();
            if (!isUser || unsettled.contains(now.unix().value())) {
                continue;
            }
            users.add(now.hub());
            boolean isAdmin = now.tenure().isPresent() && soon.tenure().isPresent();
            if (isAdmin && !unsure.contains(now.unix().value())) {
                admins.add(now.hub());
            }
        }
        return new HubPeople(users, admins);
    }

    /** Those whose accounts wait until the hub asks for them: it can, and so it serves them. */
    private static Set<HubName> awaited(Assessment after, Plan left) {
        Optional<DesiredState> state = after.state().state();
        Set<HubName> awaited = new HashSet<>();
        if (state.filter(desired -> desired.hub().onDemand()).isPresent()) {
            DesiredState desired = after.circumstances()
                    .map(circumstances -> circumstances.ends().of(state.get()))
                    .orElse(state.get());
            desired.users().values().stream().filter(desired::isMadeOnDemand).forEach(user -> awaited.add(user.name()));
            after.ledger().accounts().values().forEach(account -> awaited.remove(account.hub()));
            left.findings().stream()
                    .filter(finding -> finding.kind() == Finding.Kind.CONFLICT
                            && HubName.fault(finding.subject()).isEmpty())
                    .forEach(finding -> awaited.remove(new HubName(finding.subject())));
        }
        return awaited;
    }

    /** Accounts that are still to be made, locked or opened. */
    private static Set<String> unsettled(Plan left) {
        Set<String> accounts = new HashSet<>();
        left.changes(AccountChange.class).stream()
                .filter(change -> !(change instanceof AccountChange.Repair))
                .forEach(change -> accounts.add(change.subject()));
        return accounts;
    }

    /** Accounts that are still to be put into the group of admins, or taken out. */
    private static Set<String> unsureAdmins(Plan left) {
        Set<String> accounts = new HashSet<>();
        left.changes(GroupChange.AddMember.class).stream()
                .filter(add -> add.group().equals(GroupName.ADMINS))
                .forEach(add -> accounts.add(add.member()));
        left.changes(GroupChange.RemoveMember.class).stream()
                .filter(remove -> remove.group().equals(GroupName.ADMINS))
                .forEach(remove -> accounts.add(remove.member()));
        return accounts;
    }
}
