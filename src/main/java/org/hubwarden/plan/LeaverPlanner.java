package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;

/** The accounts of people who are no longer in the state file, or whose time in it is over: locked, never deleted. */
final class LeaverPlanner {

    private final Survey survey;
    private final Draft draft;
    private final SortedMap<GroupName, Long> ourGroups;
    private final Ends ends;
    private final OwnGroup ownGroup;

    LeaverPlanner(Survey survey, Draft draft, SortedMap<GroupName, Long> ourGroups, Ends ends) {
        this.survey = survey;
        this.draft = draft;
        this.ourGroups = ourGroups;
        this.ends = ends;
        this.ownGroup = new OwnGroup(survey, draft);
    }

    /** The accounts whose user is not desired, locked already or by this plan. */
    List<LedgerAccount> lock(DesiredState desired) {
        List<LedgerAccount> leavers = new ArrayList<>();
        Set<HubName> wanted = new HashSet<>(desired.users().keySet());
        for (LedgerAccount account : survey.ledger().accounts().values()) {
            if (!wanted.contains(account.hub())
                    || ReturnCheck.fault(account, survey.observed().leavers()).isPresent()) {
                leavers.add(account);
                survey.accounts().passwd().findLine(account.unix().value()).ifPresent(line -> lock(account, line));
            }
        }
        return leavers;
    }

    private void lock(LedgerAccount account, Line<PasswdEntry> line) {
        if (account.isPurged()) {
            draft.conflict(
                    account.hub().value(),
                    "the account " + account.unix()
                            + " was purged, and somebody made it again; remove it with userdel");
            return;
        }
        PasswdEntry entry = line.entry().orElseThrow();
        Optional<String> fault = new Identity(survey).leaverFault(account, line, entry);
        if (fault.isPresent()) {
            draft.conflict(
                    account.hub().value(), "the account " + account.unix() + " cannot be locked: " + fault.get());
            return;
        }
        if (new Identity(survey).primaryGroup(account).isEmpty()) {
            ownGroup.repair(account, entry);
        }
        LockState state = LockState.of(survey, entry);
        if (!state.isLocked() || account.locked().isEmpty()) {
            lock(account, state.remembered(account.locked()));
        }
    }

    private void lock(LedgerAccount account, LockedFrom before) {
        Reason reason =
                new Reason(account.locked().isPresent() ? "it is not locked in every way" : whyLeft(account.hub()));
        draft.add(new AccountChange.Lock(account.unix(), before, groupsOf(account), reason));
        draft.ledger().change(account.unix(), a -> a.lockedFrom(before));
    }

    private String whyLeft(HubName hub) {
        return Optional.ofNullable(ends.users().get(hub))
                .map(end -> "listed until " + end.until())
                .orElse("no longer in the state file");
    }

    private SortedSet<GroupName> groupsOf(LedgerAccount account) {
        SortedSet<GroupName> groups = new TreeSet<>();
        for (GroupName name : ourGroups.keySet()) {
            Optional<GroupEntry> group = survey.accounts().group().find(name.value());
            if (group.map(g -> g.members().contains(account.unix().value())).orElse(false)) {
                groups.add(name);
            }
        }
        return groups;
    }
}
