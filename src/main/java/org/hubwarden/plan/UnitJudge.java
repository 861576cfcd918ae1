package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;
import org.hubwarden.spec.UnitText;

/** What is wrong with a unit that runs, judged by its process where that was seen, and else by what systemd says. */
final class UnitJudge {

    private static final String WHY = ": it was started before that was asked for, or changed behind our back; ";

    private final Servers servers;
    private final SortedMap<GroupName, Long> ourGroups;

    /** {@code ourGroups}: with their numbers. */
    UnitJudge(Servers servers, SortedMap<GroupName, Long> ourGroups) {
        this.servers = servers;
        this.ourGroups = ourGroups;
    }

    /** Whom it runs as, where that is another than its user. */
    Optional<String> impostor(RunningUnit unit, Resident resident) {
        LedgerAccount account = resident.account();
        Optional<Long> uid = unit.process().map(ServerProcess::uid).filter(id -> id != account.uid());
        if (uid.isPresent()) {
            return Optional.of("runs as uid " + uid.get() + " and not as " + account.unix() + "; stop it");
        }
        boolean isUser =
                unit.user().equals(account.unix().value()) || unit.user().equals(Long.toString(account.uid()));
        return isUser
                ? Optional.empty()
                : Optional.of("is set to run as " + (unit.user().isEmpty() ? "root" : Text.printable(unit.user()))
                        + " and not as " + account.unix() + "; see systemctl cat " + unit.name());
    }

    /** What only a start can mend, in phrases that follow the unit's name. */
    List<String> pending(RunningUnit unit, Resident resident) {
        boolean isOurs = servers.spawner() == Servers.Spawner.HUBWARDEN;
        String mends = WHY
                + (isOurs ? "hubwarden restart " + resident.user().name() : "another start")
                + " mends it, and ends what runs in it";
        List<String> phrases = new ArrayList<>();
        boolean hasTmp = unit.process().flatMap(ServerProcess::ownTmp).orElse(unit.privateTmp());
        if (!hasTmp) {
            phrases.add("has no /tmp of its own");
        }
        unit.process().ifPresent(process -> judge(process, resident, phrases));
        return phrases.stream().map(phrase -> phrase + mends).toList();
    }

    private void judge(ServerProcess process, Resident resident, List<String> phrases) {
        boolean canGainRights = UnitText.canGainRights(servers, resident.user());
        boolean isOurs = servers.spawner() == Servers.Spawner.HUBWARDEN;
        boolean isKeptFromSudo = resident.user().admin() && !servers.sudo();
        if (isKeptFromSudo && !process.noNewPrivileges()) {
            phrases.add("lets sudo work, although hub: {sudo_in_server: false} is asked for");
        } else if (isOurs && !canGainRights && !process.noNewPrivileges()) {
            phrases.add("runs without the sandbox");
        }
        if (isOurs && canGainRights && process.noNewPrivileges()) {
            phrases.add("runs in the sandbox of users, where sudo does nothing");
        }
        ourGroups.forEach((name, gid) -> judge(name, process.groups().contains(gid), resident, phrases));
    }

    /** Groups of a process are those that its user had when it began. */
    private static void judge(GroupName group, boolean has, Resident resident, List<String> phrases) {
        if (group.equals(GroupName.ADMINS)) {
            if (has && !resident.user().admin()) {
                phrases.add("still holds the group of admins");
            }
        } else if (!group.isBuiltIn() && has != resident.groups().contains(group)) {
            phrases.add(has ? "still has the group " + group : "does not have the group " + group + " yet");
        }
    }
}
