package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.PasswdEntry;

/** Who is denied sudo by name: everybody who had it here and has it no more, and whose membership cannot be taken away. */
final class RightsPlanner {

    private final Survey survey;
    private final Draft draft;
    private final Set<String> admins;
    private final SortedSet<Long> denied = new TreeSet<>();

    /** {@code admins}: the accounts that may have root. */
    RightsPlanner(Survey survey, Draft draft, Set<String> admins) {
        this.survey = survey;
        this.draft = draft;
        this.admins = admins;
    }

    /** The uids to deny. Whoever is found with root, rightly or not, is remembered to have held it. */
    SortedSet<Long> denied(SortedMap<GroupName, Long> ourGroups) {
        List<String> rootNow = new ArrayList<>(admins);
        Long gid = ourGroups.get(GroupName.ADMINS);
        if (gid != null) {
            survey.accounts()
                    .group()
                    .find(GroupName.ADMINS.value())
                    .map(GroupEntry::members)
                    .ifPresent(rootNow::addAll);
            new BackDoors(survey).into(gid).forEach(door -> disarm(door, rootNow));
        }
        rootNow.forEach(name ->
                account(name).ifPresent(a -> draft.ledger().change(a.unix(), LedgerAccount::withRootHeld)));
        for (LedgerAccount account : draft.ledger().done().accounts().values()) {
            if (account.heldRoot() && !admins.contains(account.unix().value())) {
                denied.add(account.uid());
            }
        }
        return denied;
    }

    private void disarm(BackDoors.BackDoor door, List<String> rootNow) {
        if (admins.contains(door.member())) {
            return;
        }
        if (door.member().equals(MembershipRecord.EVERYBODY)) {
            everybody(door);
            return;
        }
        rootNow.add(door.member());
        Optional<Long> uid = uidOf(door.member()).filter(id -> id != 0);
        uid.ifPresent(denied::add);
        draft.notice(
                door.member(),
                Text.printable(door.member()) + " is a member of " + GroupName.ADMINS + " by "
                        + Text.printable(door.source())
                        + " and is not listed under admins; "
                        + (uid.isPresent() ? "sudo is denied to uid " + uid.get() + " by name, and " : "")
                        + "the membership is to be removed there");
    }

    private void everybody(BackDoors.BackDoor door) {
        for (LedgerAccount account : draft.ledger().done().accounts().values()) {
            if (!admins.contains(account.unix().value())) {
                denied.add(account.uid());
            }
        }
        draft.notice(
                GroupName.ADMINS.value(),
                Text.printable(door.source()) + " makes members of " + GroupName.ADMINS
                        + " without naming them one by one; sudo is denied by name to every user who is not listed under"
                        + " admins, and the entry is to be removed there");
    }

    private Optional<Long> uidOf(String name) {
        return account(name)
                .map(LedgerAccount::uid)
                .or(() -> survey.accounts().passwd().find(name).map(PasswdEntry::uid));
    }

    private Optional<LedgerAccount> account(String name) {
        return UnixName.isWellFormed(name) ? survey.ledger().account(new UnixName(name)) : Optional.empty();
    }
}
