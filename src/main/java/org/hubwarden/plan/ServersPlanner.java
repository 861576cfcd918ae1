package org.hubwarden.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Server;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.UnitsSight;

/** The servers of users: their unit files, and the units that run. */
final class ServersPlanner {

    private final Survey survey;
    private final Draft draft;
    private final Servers servers;

    ServersPlanner(Survey survey, Draft draft, DesiredState desired) {
        this.survey = survey;
        this.draft = draft;
        this.servers = desired.servers();
    }

    void settle(
            Map<UnixName, DesiredUser> assigned,
            List<Resident> residents,
            List<LedgerAccount> leavers,
            SortedMap<GroupName, Long> ourGroups) {
        Optional<String> tooOld = survey.observed().servers().units().tooOld();
        tooOld.ifPresent(version -> draft.conflict(
                "units",
                "servers are left alone, since the machine has systemd " + Text.printable(version) + " and they need "
                        + UnitsSight.OLDEST_VERSION
                        + " or later: go to Debian 12 or later, or write hub: {spawner: none}"));
        if (servers.spawner() == Servers.Spawner.NONE || tooOld.isPresent()) {
            return;
        }
        SortedMap<UnixName, DesiredUser> undisputed = new TreeMap<>();
        residents.forEach(resident -> undisputed.put(resident.account().unix(), resident.user()));
        boolean isTemplateNew = new UnitFilePlanner(survey, draft, servers).settle(undisputed, assigned);
        new UnitPlanner(survey, draft, servers, ourGroups).settle(residents, leavers, isTemplateNew);
        notices();
    }

    /** The unit files of some, and nothing of what runs. */
    void settleFiles(List<Resident> residents) {
        boolean isTooOld = survey.observed().servers().units().tooOld().isPresent();
        if (servers.spawner() != Servers.Spawner.NONE && !isTooOld) {
            SortedMap<UnixName, DesiredUser> users = new TreeMap<>();
            residents.forEach(resident -> users.put(resident.account().unix(), resident.user()));
            new UnitFilePlanner(survey, draft, servers).settleOnly(users);
        }
    }

    private void notices() {
        UnitsSight sight = survey.observed().servers().units();
        if (!sight.memoryCounts() && limitsMemory()) {
            draft.notice(
                    "units",
                    "the kernel does not hold units to their memory, since the memory controller is not one of cgroup"
                            + " version 2; boot with systemd.unified_cgroup_hierarchy=1");
        }
        boolean isStarted = servers.users().values().stream().anyMatch(Server::autostart);
        if (isStarted && servers.spawner() == Servers.Spawner.TLJH) {
            draft.notice("units", "autostart does nothing with spawner tljh, where TLJH starts servers; take it out");
        }
    }

    private boolean limitsMemory() {
        Stream<Limits> users = servers.users().values().stream().map(Server::limits);
        Stream<Limits> groups = servers.groups().values().stream();
        Stream<Limits> all = Stream.of(servers.each(), servers.together());
        return Stream.concat(Stream.concat(users, groups), all)
                .anyMatch(limits -> limits.memory().orElse(Limits.UNLIMITED) != Limits.UNLIMITED);
    }
}
