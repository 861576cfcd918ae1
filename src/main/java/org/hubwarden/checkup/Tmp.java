package org.hubwarden.checkup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.desired.Servers;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.SeenProcess;

/** Whose servers share their temporary files. Sessions are no servers, and have the machine's {@code /tmp} everywhere. */
final class Tmp {

    private Tmp() {}

    static Optional<Weakness> shared(HubSight sight, HubAccounts accounts, boolean tljh, Servers.Spawner spawner) {
        Map<String, Set<Long>> users = new HashMap<>();
        List<SeenProcess> servers =
                servers(sight, accounts).filter(p -> !p.tmp().isEmpty()).toList();
        servers.forEach(
                p -> users.computeIfAbsent(p.tmp(), t -> new HashSet<>()).add(p.uid()));
        Map<Long, SeenProcess> sharing = new HashMap<>();
        servers.stream()
                .filter(p -> p.tmp().equals(sight.machineTmp())
                        || users.getOrDefault(p.tmp(), Set.of()).size() > 1)
                .forEach(p -> sharing.merge(p.uid(), p, (a, b) -> a.pid() < b.pid() ? a : b));
        if (sharing.isEmpty()) {
            return Optional.empty();
        }
        Map<Long, String> names = new HashMap<>();
        accounts.all().forEach(account -> names.putIfAbsent(account.uid(), account.name()));
        List<String> evidence = new ArrayList<>();
        sharing.values().stream()
                .sorted(Comparator.comparingLong(SeenProcess::pid))
                .forEach(p -> evidence.add(names.getOrDefault(p.uid(), "uid " + p.uid()) + ": " + Words.process(p)
                        + whose(p, sight) + " (/proc/" + p.pid() + "/mountinfo)"));
        return Optional.of(new Weakness(
                "shared-tmp",
                Rank.HIGH,
                Words.count(sharing.size(), "user") + (sharing.size() == 1 ? " has" : " have")
                        + " no /tmp of their own: what somebody's program leaves there, another's can read, or replace",
                evidence,
                cure(tljh, spawner)));
    }

    /** What the machine's own accounts run elsewhere than in units of a hub is no server. */
    private static Stream<SeenProcess> servers(HubSight sight, HubAccounts accounts) {
        Set<String> hubs = sight.hubs().stream().map(SeenProcess::unit).collect(Collectors.toSet());
        return sight.processes().stream()
                .filter(p -> !p.isSession())
                .filter(p -> !accounts.areMachines()
                        || hubs.contains(p.unit())
                        || p.unit().startsWith("jupyter"));
    }

    private static String whose(SeenProcess process, HubSight sight) {
        return process.tmp().equals(sight.machineTmp()) ? ", the machine's /tmp" : ", one /tmp with others";
    }

    private static String cure(boolean tljh, Servers.Spawner spawner) {
        if (spawner != Servers.Spawner.NONE) {
            return "stop and start each server, from the hub's page or its admin console, when its user can spare it: the"
                    + " state file asks for a /tmp of its own, and a server that runs keeps what it started with";
        }
        return "hub: {spawner: " + (tljh ? "tljh" : "hubwarden")
                + "} in the state file; each server has a /tmp of its own from its next start on";
    }

    /** How many servers run: units with a process of a user's, sessions apart. */
    static int count(HubSight sight, HubAccounts accounts) {
        Set<Long> uids = accounts.all().stream().map(PasswdEntry::uid).collect(Collectors.toSet());
        Set<String> units = new HashSet<>();
        servers(sight, accounts).filter(p -> uids.contains(p.uid())).forEach(p -> units.add(p.unit() + "/" + p.uid()));
        return units.size();
    }
}
