package org.hubwarden.observed.hub;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.SudoersSource;

/**
 * Everything a look at a machine with a JupyterHub sees.
 *
 * @param accounts without shadow where that could not be read
 * @param homes of the accounts that look like a hub's, by path
 * @param sudoers the lines of all files that sudo reads
 * @param adminRule the drop-in for admins; empty where there is none
 * @param layout what is there of TLJH's own files, paths
 * @param config TLJH's configuration
 * @param users the hub's database
 * @param hubs processes of a hub
 * @param processes processes of accounts that look like a hub's
 * @param machineTmp what the machine's {@code /tmp} is, to compare with {@link SeenProcess#tmp}; empty where not seen
 * @param plain hubs in plain HTTP
 * @param strays things of ids without an account
 * @param lingering accounts whose processes outlive their sessions
 * @param busUsers whom the bus lets speak with hubwarden, beside root
 * @param unseen what could not be looked at, clauses for people
 * @param forRoot whether root would have seen more
 */
public record HubSight(
        AccountDatabases accounts,
        IdRange loginDefs,
        Map<String, HomeSight> homes,
        SudoersSource sudoers,
        Optional<SudoersFile> adminRule,
        List<String> layout,
        Optional<TljhConfig> config,
        Optional<HubUsers> users,
        List<SeenProcess> hubs,
        List<SeenProcess> processes,
        String machineTmp,
        List<PlainHub> plain,
        List<Stray> strays,
        Set<String> lingering,
        Set<String> busUsers,
        List<String> unseen,
        boolean forRoot) {

    public HubSight {
        homes = Map.copyOf(homes);
        layout = List.copyOf(layout);
        hubs = List.copyOf(hubs);
        processes = List.copyOf(processes);
        plain = List.copyOf(plain);
        strays = List.copyOf(strays);
        lingering = Set.copyOf(lingering);
        busUsers = Set.copyOf(busUsers);
        unseen = List.copyOf(unseen);
    }
}
