package org.hubwarden.reconcile;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.apply.Aside;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.Proposal;
import org.hubwarden.plan.Questions;

/** Looks at everything that a plan depends on. Changes nothing. */
final class Observer {

    private final Doors doors;
    private final Planning planning;
    private final HomesToSee homes = new HomesToSee();
    private final PeopleToSee people = new PeopleToSee();

    Observer(Doors doors, Planning planning) {
        this.doors = doors;
        this.planning = planning;
    }

    /** Looks and plans, and asks nobody what is to be asked then: what is as it was when a pass looks, need not be thought about again. */
    void ponder(DesiredState desired, Ledger ledger, Circumstances circumstances) throws HostFailure {
        planning.propose(desired, look(desired, ledger, circumstances), ledger, circumstances);
    }

    /** A fresh look, the name service included where something new is to be made. */
    ObservedState observe(DesiredState desired, Ledger ledger, Circumstances circumstances) throws HostFailure {
        ObservedState seen = look(desired, ledger, circumstances);
        Proposal proposal = planning.propose(desired, seen, ledger, circumstances);
        // By this very plan as well.
        boolean isPending =
                doors.running() && people.isRightPending(proposal.plan().before());
        ObservedState whole = isPending ? seen.with(holders(seen.accounts(), ledger)) : seen;
        Questions open = proposal.questions();
        return open.isEmpty() ? whole : whole.with(doors.names().ask(open.names(), open.ids()));
    }

    private ObservedState look(DesiredState desired, Ledger ledger, Circumstances circumstances) throws HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        Aside<MembershipsSight> memberships =
                Aside.begin("name service", () -> doors.names().membersOf(adminGroup(accounts, ledger)));
        return new ObservedState(
                accounts,
                doors.ids().loginDefs(),
                doors.ids().subordinate(),
                homes.look(doors.homes(), desired, ledger),
                doors.sudoers().look(),
                memberships.result(),
                new NssAnswer.FilesOnly(),
                servers(desired),
                doors.departures().look(people.departed(circumstances.ends().of(desired), ledger)),
                RightsSight.NONE,
                doors.ownershipCounts());
    }

    private RightsSight holders(AccountDatabases accounts, Ledger ledger) {
        Set<Long> gids = new HashSet<>();
        ledger.gid(GroupName.ADMINS).ifPresent(gids::add);
        accounts.group().find(GroupName.ADMINS.value()).map(GroupEntry::gid).ifPresent(gids::add);
        ProcessesSight seen = doors.processes()
                .look(process -> !process.isRoots() && gids.stream().anyMatch(process::hasGid));
        return new RightsSight(Optional.of(seen), doors.groupFiles().look());
    }

    /** systemd is asked only where servers are to be units that we know. */
    private ServersSight servers(DesiredState desired) throws HostFailure {
        return switch (desired.servers().spawner()) {
            case NONE -> ServersSight.NONE;
            case HUBWARDEN ->
                new ServersSight(doors.unitFiles().look(), doors.units().look(UnitName.INSTANCES));
            case TLJH ->
                new ServersSight(doors.unitFiles().look(), doors.units().look(UnitName.TLJH_UNITS));
        };
    }

    private static Set<String> adminGroup(AccountDatabases accounts, Ledger ledger) {
        Set<String> names = new HashSet<>();
        names.add(GroupName.ADMINS.value());
        ledger.gid(GroupName.ADMINS).ifPresent(gid -> names.add(Long.toString(gid)));
        accounts.group()
                .find(GroupName.ADMINS.value())
                .map(GroupEntry::gid)
                .ifPresent(gid -> names.add(Long.toString(gid)));
        return names;
    }
}
