package org.hubwarden.desired;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Naming;

/**
 * What an accepted state file asks for. Immutable, and independent of the order of the file.
 *
 * @param users every user, admins included
 * @param groups the groups that are ours to make and to fill; the two built-in ones only where they are to be adopted
 * @param ids where new ids come from; empty means UID_MIN to UID_MAX of login.defs(5)
 * @param naming how hub names become Unix names
 * @param servers how users' servers run
 * @param brakes how much may happen to people before somebody is asked
 * @param clock when the machine's clock is good enough for ends by date
 * @param hub what the hub is to this machine
 * @param offboarding what happens to people who leave
 */
public record DesiredState(
        SortedMap<HubName, DesiredUser> users,
        SortedMap<GroupName, DesiredGroup> groups,
        Defaults defaults,
        Optional<IdRange> ids,
        Naming naming,
        Servers servers,
        BrakeSettings brakes,
        ClockBelief clock,
        Hub hub,
        Offboarding offboarding) {

    public DesiredState {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    }

    /** One that says nothing of servers. */
    public DesiredState(
            SortedMap<HubName, DesiredUser> users,
            SortedMap<GroupName, DesiredGroup> groups,
            Defaults defaults,
            Optional<IdRange> ids,
            Naming naming) {
        this(
                users,
                groups,
                defaults,
                ids,
                naming,
                Servers.NONE,
                BrakeSettings.STANDARD,
                ClockBelief.SYNCHRONISED,
                Hub.STANDARD,
                Offboarding.STANDARD);
    }

    /** The same without some users, and with some admins as plain users. */
    public DesiredState without(Set<HubName> gone, Set<HubName> admins) {
        SortedMap<HubName, DesiredUser> left = new TreeMap<>(users);
        admins.forEach(name -> left.computeIfPresent(name, (n, user) -> user.withoutRoot()));
        left.keySet().removeAll(gone);
        return new DesiredState(
                left, groups, defaults, ids, naming, servers.without(gone), brakes, clock, hub, offboarding);
    }

    /** Whether an account that is not there yet waits until the hub asks for it. Who becomes an admin does so with all others. */
    public boolean isMadeOnDemand(DesiredUser user) {
        return hub.onDemand()
                && !user.admin()
                && !user.adopt()
                && !servers.of(user.name()).autostart();
    }
}
