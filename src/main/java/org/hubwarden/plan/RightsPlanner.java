package org.hubwarden.plan;

import java.util.HashSet;
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
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/** Who is denied sudo by name: everybody who had it here and has it no more, and whose membership cannot be taken away. */
final class RightsPlanner {

    private final Survey survey;
    private final Draft draft;
    private final Set<String> admins;
    private final Set<String> rootNow;
    private final Set<String> smuggled = new HashSet<>();
    private final SortedSet<Long> denied = new TreeSet<>();

    /** {@code admins}: the accounts that may have root. */
    RightsPlanner(Survey survey, Draft draft, Set<String> admins) {
        this.survey = survey;
        this.draft = draft;
        this.admins = admins;
        this.rootNow = new HashSet<>(admins);
    }

    /** The uids to deny, those that stay denied from {@code today} included. Whoever is found with root, rightly or not, is remembered to have held it. */
    SortedSet<Long> denied(SortedMap<GroupName, Long> ourGroups, SortedSet<Long> today) {
        Optional<GroupEntry> line = survey.accounts().group().find(GroupName.ADMINS.value());
        Optional<Long> undisputed = Optional.ofNullable(ourGroups.get(GroupName.ADMINS));
        Optional<Long> remembered = survey.ledger().gid(GroupName.ADMINS);
        if (undisputed.or(() -> remembered).isPresent()) {
            List<String> members = line.map(GroupEntry::members).orElse(List.of());
            members.forEach(undisputed.isPresent() ? rootNow::add : this::unremovable);
        }
        undisputed
                .or(() -> remembered)
                .ifPresent(gid -> new BackDoors(survey).into(gid).forEach(this::disarm));
        survey.observed().rights().holders().ifPresent(this::noteHolders);
        rootNow.forEach(name ->
                account(name).ifPresent(a -> draft.ledger().change(a.unix(), LedgerAccount::withRootHeld)));
        draft.ledger().accounts().stream()
                .filter(account -> account.heldRoot() && isThere(account))
                .forEach(this::deny);
        boolean sawAll = undisputed.isPresent()
                && survey.observed().memberships().silence().isEmpty();
        today.stream().filter(uid -> !mayBeLifted(uid, sawAll)).forEach(denied::add);
        survey.observed().memberships().silence().ifPresent(this::silent);
        return denied;
    }

    /** Who gets the group of admins all the same, from a source that is not ours to change. To be asked afterwards. */
    Set<String> smuggled() {
        return smuggled;
    }

    /**
     * A denial of an account of ours goes only with a new grant: sessions may hold the group that were never seen. One of a
     * stranger goes when their way in is seen to be gone; nobody sees that where a source does not tell all its accounts.
     */
    private boolean mayBeLifted(long uid, boolean sawAll) {
        Optional<String> owner = survey.accountWithUid(uid)
                .or(() -> draft.ledger().accounts().stream()
                        .filter(a -> a.uid() == uid)
                        .map(a -> a.unix().value())
                        .findFirst());
        boolean ours = owner.flatMap(this::account).isPresent();
        boolean isTold =
                owner.isPresent() || survey.observed().memberships().unproved().isEmpty();
        return ours ? admins.contains(owner.orElse("")) : sawAll && isTold;
    }

    /** One that this plan would make has no number yet while the rest of the plan is held. */
    private boolean isThere(LedgerAccount account) {
        String name = account.unix().value();
        return survey.isOurs(name) || survey.accountsNamed(name) > 0;
    }

    private void silent(String why) {
        draft.notice(
                GroupName.ADMINS.value(),
                "whether somebody else is a member of " + GroupName.ADMINS + " is not known, since "
                        + Text.printable(why) + "; what is denied stays denied until it answers");
    }

    /** A group that is not as we made it is not edited, and yet its name is what sudo obeys. */
    private void unremovable(String member) {
        disarm(new BackDoors.BackDoor(member, "its line in /etc/group, which is left alone"));
    }

    private void disarm(BackDoors.BackDoor door) {
        if (admins.contains(door.member())) {
            return;
        }
        if (door.member().equals(MembershipRecord.EVERYBODY)) {
            everybody(door);
            return;
        }
        rootNow.add(door.member());
        SortedSet<Long> uids = uidsOf(door.member(), door.uid());
        denied.addAll(uids);
        if (!(door.isPrimaryGroup() && draft.isRegrouped(door.member()))) {
            smuggled.add(door.member());
            notice(door, uids);
        }
    }

    /** A file that somebody made with the right gives it to whoever runs it. */
    private void noteHolders(ProcessesSight seen) {
        for (RunningProcess process : seen.found()) {
            process.uids().stream()
                    .flatMap(uid -> survey.uidEverOf(uid).stream())
                    .filter(name -> !admins.contains(name))
                    .forEach(rootNow::add);
        }
    }

    private void notice(BackDoors.BackDoor door, SortedSet<Long> uids) {
        String member = Text.printable(door.member());
        draft.notice(
                member,
                member + " is a member of " + GroupName.ADMINS + " by " + Text.printable(door.source())
                        + " and is not listed under admins; "
                        + (uids.isEmpty() ? "" : "sudo is denied to uid " + uids.first() + " by name, and ")
                        + "the membership is to be removed there");
    }

    private void everybody(BackDoors.BackDoor door) {
        draft.ledger().accounts().forEach(this::deny);
        draft.notice(
                GroupName.ADMINS.value(),
                Text.printable(door.source()) + " makes members of " + GroupName.ADMINS
                        + " without naming them one by one; sudo is denied by name to every user who is not listed under"
                        + " admins, and the entry is to be removed there");
    }

    private void deny(LedgerAccount account) {
        String name = account.unix().value();
        if (!admins.contains(name)) {
            denied.addAll(uidsOf(name, Optional.empty()));
        }
    }

    /** The number that was given out, the one that the account's line has now, and the one that another source says. */
    private SortedSet<Long> uidsOf(String name, Optional<Long> elsewhere) {
        SortedSet<Long> uids = new TreeSet<>();
        elsewhere.ifPresent(uids::add);
        account(name).ifPresent(a -> uids.add(a.uid()));
        survey.accounts().passwd().find(name).map(PasswdEntry::uid).ifPresent(uids::add);
        uids.removeIf(uid -> uid == 0 || isSomebodyElses(uid, name));
        return uids;
    }

    /**
     * A number that is a stranger's or an admin's by now is not denied: useradd(8) gives the number of an account that
     * was removed by hand to the next, who would lose sudo for what somebody else was.
     */
    private boolean isSomebodyElses(long uid, String name) {
        return survey.accountWithUid(uid)
                .filter(owner -> !owner.equals(name))
                .map(owner -> admins.contains(owner) || account(owner).isEmpty())
                .orElse(false);
    }

    private Optional<LedgerAccount> account(String name) {
        return UnixName.isWellFormed(name) ? draft.ledger().account(new UnixName(name)) : Optional.empty();
    }
}
