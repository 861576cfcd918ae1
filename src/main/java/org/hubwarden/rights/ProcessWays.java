package org.hubwarden.rights;

import java.util.List;
import java.util.Set;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.RunningProcess;

/** Processes of users of ours that have a group which they are no member of any more: a group leaves no process that has it. */
final class ProcessWays {

    private final Grounds grounds;
    private final Members members;
    private final Found found;
    private final Set<String> powerful;

    ProcessWays(Grounds grounds, Members members, Found found) {
        this.grounds = grounds;
        this.members = members;
        this.found = found;
        this.powerful = PowerfulGroups.of(grounds.accounts(), grounds.sudo(), List.of());
    }

    void add() {
        for (RunningProcess process : grounds.processes()) {
            grounds.ledger().accounts().values().stream()
                    .filter(account -> process.hasUid(account.uid()))
                    .forEach(account -> process.gids().forEach(gid -> judge(process, account, gid)));
        }
    }

    private void judge(RunningProcess process, LedgerAccount account, long gid) {
        String name = account.unix().value();
        boolean member = members.ofGid(gid).stream().anyMatch(of -> of.account().equals(name));
        if (powerful.contains(Long.toString(gid)) && !member) {
            String group = grounds.accounts()
                    .group()
                    .entries()
                    .filter(line -> line.gid() == gid)
                    .map(GroupEntry::name)
                    .findFirst()
                    .orElse(Long.toString(gid));
            found.add(
                    name,
                    Way.Kind.PROCESS,
                    process.shown() + " still has the group " + group + ", of which they are no member",
                    "/proc/" + process.pid());
        }
    }
}
