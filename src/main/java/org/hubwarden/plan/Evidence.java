package org.hubwarden.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Limits;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.spec.SudoersText;

/**
 * Whether changes that were once planned have happened, as the machine shows it. For those who do not know how far a pass
 * came: what this denies, the next plan plans again.
 */
public final class Evidence {

    private final Survey survey;
    private final SortedSet<Long> denied;
    private final EndingEvidence endings;

    /** Made from a look after the pass, and the ledger that the pass stored. */
    public Evidence(ObservedState seen, Ledger ledger) {
        this.survey = new Survey(seen, ledger);
        this.endings = new EndingEvidence(survey);
        this.denied = SudoersPlanner.denied(seen.sudoers().denyList());
    }

    /** Whether the machine is as the change would have made it. */
    public boolean isDone(Change change) {
        if (change instanceof AccountChange account) {
            return account(account);
        }
        if (change instanceof GroupChange group) {
            return group(group);
        }
        if (change instanceof UnitChange unit) {
            return unit(unit);
        }
        if (change instanceof LeavingStep step) {
            return endings.isDone(step);
        }
        if (change instanceof DemotionStep step) {
            return endings.isDone(step);
        }
        return change instanceof HomeChange home ? home(home) : sudoers((SudoersChange) change);
    }

    private boolean account(AccountChange change) {
        if (change instanceof AccountChange.Adopt a) {
            return survey.ledger().account(a.unix()).map(LedgerAccount::uid).equals(Optional.of(a.uid()));
        }
        if (change instanceof AccountChange.Purge) {
            return survey.accountsNamed(change.subject()) == 0;
        }
        return survey.accounts()
                .passwd()
                .find(change.subject())
                .map(entry -> account(change, entry))
                .orElse(false);
    }

    private boolean account(AccountChange change, PasswdEntry entry) {
        if (change instanceof AccountChange.Create c) {
            return entry.uid() == c.uid();
        }
        if (change instanceof AccountChange.Repair r) {
            return r.flaw() == AccountChange.Flaw.PRIMARY_GROUP
                    ? entry.gid() == r.gid()
                    : AccountPlanner.passwordFlaw(survey, entry).isEmpty();
        }
        LockState lock = LockState.of(survey, entry);
        if (change instanceof AccountChange.Unlock u) {
            return lock.isAsBefore(u.before())
                    && memberships(u.groups(), u.subject()) == u.groups().size();
        }
        return change instanceof AccountChange.Lock l && lock.isLocked() && memberships(l.groups(), l.subject()) == 0;
    }

    private long memberships(Collection<GroupName> groups, String member) {
        return groups.stream().filter(group -> isMember(group, member)).count();
    }

    /** The line in group decides; gshadow that does not agree is put right by a change of its own. */
    private boolean isMember(GroupName group, String member) {
        return line(group).map(entry -> entry.members().contains(member)).orElse(false);
    }

    private Optional<GroupEntry> line(GroupName group) {
        return survey.accounts().group().find(group.value());
    }

    private boolean group(GroupChange change) {
        GroupName name = change.group();
        if (change instanceof GroupChange.Create c) {
            return line(name).map(GroupEntry::gid).equals(Optional.of(c.gid()));
        }
        if (change instanceof GroupChange.Adopt a) {
            return survey.ledger().gid(name).equals(Optional.of(a.gid()));
        }
        if (change instanceof GroupChange.AddMember a) {
            return isMember(name, a.member());
        }
        if (change instanceof GroupChange.RemoveMember r) {
            return line(name).isPresent() && !isMember(name, r.member());
        }
        return line(name)
                .map(entry -> MembershipPlanner.flaw(survey.accounts(), entry).isEmpty())
                .orElse(false);
    }

    private boolean home(HomeChange change) {
        HomeSight sight = survey.observed().homes().at(change.path());
        if (!(sight instanceof HomeSight.Directory directory)) {
            return false;
        }
        if (change instanceof HomeChange.Create c) {
            return !survey.observed().ownershipCounts() || directory.uid() == c.uid();
        }
        if (change instanceof HomeChange.Regroup r) {
            return directory.gid() == r.to();
        }
        HomeChange.Close close = (HomeChange.Close) change;
        return (directory.mode() & ~close.to()) == 0 && !(close.acl() && directory.aclOpens());
    }

    private boolean unit(UnitChange change) {
        ServersSight sight = survey.observed().servers();
        if (change instanceof UnitChange.Write w) {
            return sight.at(w.path()) instanceof DropInSight.Regular file
                    && file.content().equals(w.content());
        }
        if (change instanceof UnitChange.Remove r) {
            return sight.at(r.path()) instanceof DropInSight.Absent;
        }
        List<RunningUnit> units = sight.units().units().orElse(List.of());
        if (change instanceof UnitChange.Reload) {
            return units.stream().noneMatch(RunningUnit::outdated);
        }
        Optional<RunningUnit> unit = units.stream()
                .filter(u -> u.active() && u.name().value().equals(change.subject()))
                .findFirst();
        if (change instanceof UnitChange.Adjust a) {
            Optional<Limits> inForce = unit.map(RunningUnit::limits).or(sight.units()::slice);
            return inForce.map(limits -> a.to().without(limits).isUnsaid()).orElse(false);
        }
        return unit.isPresent() != (change instanceof UnitChange.Stop);
    }

    private boolean sudoers(SudoersChange change) {
        if (change instanceof SudoersChange.Grant g) {
            return isText(survey.observed().sudoers().adminRule(), g.content());
        }
        if (change instanceof SudoersChange.Lift l) {
            return l.uids().stream().noneMatch(denied::contains);
        }
        if (change instanceof SudoersChange.Withdraw w) {
            return isGone(w.path());
        }
        SudoersChange.Deny deny = (SudoersChange.Deny) change;
        return denied.containsAll(deny.uids())
                && (!deny.uids().isEmpty()
                        || isText(survey.observed().sudoers().denyList(), SudoersText.denyList(denied)));
    }

    private boolean isGone(String path) {
        SudoersSight sudoers = survey.observed().sudoers();
        DropInSight sight = path.equals(SudoersText.ADMIN_RULE_PATH) ? sudoers.adminRule() : sudoers.denyList();
        return sight instanceof DropInSight.Absent;
    }

    private boolean isText(DropInSight sight, String content) {
        return SudoersPlanner.flaw(sight, content, survey.observed().ownershipCounts())
                .isEmpty();
    }
}
