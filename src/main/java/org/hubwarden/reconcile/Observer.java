package org.hubwarden.reconcile;

import java.util.HashSet;
import java.util.Set;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Planner;
import org.hubwarden.plan.Questions;

/** Looks at everything that a plan depends on. Changes nothing. */
final class Observer {

    private final Doors doors;

    Observer(Doors doors) {
        this.doors = doors;
    }

    /** A fresh look, the name service included where something new is to be made. */
    ObservedState observe(DesiredState desired, Ledger ledger) throws HostFailure {
        AccountDatabases accounts = doors.accountFiles().read();
        ObservedState seen = new ObservedState(
                accounts,
                doors.ids().loginDefs(),
                doors.ids().subordinate(),
                homes(desired, ledger),
                doors.sudoers().look(),
                doors.names().membersOf(adminGroup(accounts, ledger)),
                new NssAnswer.FilesOnly(),
                doors.ownershipCounts());
        Questions questions = Planner.questions(desired, seen, ledger);
        return questions.isEmpty() ? seen : seen.with(doors.names().ask(questions.names(), questions.ids()));
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

    private HomesSight homes(DesiredState desired, Ledger ledger) {
        String base = desired.defaults().home();
        Set<String> paths = new HashSet<>();
        Set<String> bases = new HashSet<>(Set.of(base));
        for (LedgerAccount account : ledger.accounts().values()) {
            paths.add(account.home());
            bases.add(account.home().substring(0, account.home().lastIndexOf('/')));
        }
        for (DesiredUser user : desired.users().values()) {
            paths.add(base + "/" + desired.naming().unixName(user.name()));
        }
        return doors.homes().look(paths, bases, desired.defaults().skeleton());
    }
}
