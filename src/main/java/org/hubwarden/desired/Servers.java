package org.hubwarden.desired;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Limits;

/**
 * How the servers of users run.
 *
 * @param spawner who starts them
 * @param command what a server is: a program by its absolute path, and its arguments
 * @param devices device files and groups of them that servers may use, as in systemd's {@code DeviceAllow=}; empty for none but
 *     harmless ones
 * @param together limits for all servers together
 * @param each limits for each server
 * @param groups limits for the servers of the members of a group, where they differ
 * @param users what is special about a user's server; whoever has nothing special is not in it
 * @param sudo whether admins can use sudo in theirs
 */
public record Servers(
        Spawner spawner,
        List<String> command,
        List<String> devices,
        Limits together,
        Limits each,
        SortedMap<GroupName, Limits> groups,
        SortedMap<HubName, Server> users,
        boolean sudo) {

    /** Who starts servers. */
    public enum Spawner {
        /** Our template's instances. */
        HUBWARDEN,
        /** TLJH, as transient units. */
        TLJH,
        /** Somebody else, and units are none of our business. */
        NONE
    }

    /** Where the file says nothing: accounts only. */
    public static final Servers NONE = new Servers(
            Spawner.NONE,
            List.of("/usr/bin/jupyterhub-singleuser"),
            List.of(),
            Limits.UNSAID,
            Limits.UNSAID,
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            true);

    public Servers {
        command = List.copyOf(command);
        devices = List.copyOf(devices);
        groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
    }

    /** The same, with what is special about users. */
    Servers with(SortedMap<GroupName, Limits> ofGroups, SortedMap<HubName, Server> ofUsers) {
        return new Servers(spawner, command, devices, together, each, ofGroups, ofUsers, sudo);
    }

    /** The same without what is special about some users. */
    Servers without(Set<HubName> gone) {
        SortedMap<HubName, Server> left = new TreeMap<>(users);
        left.keySet().removeAll(gone);
        return new Servers(spawner, command, devices, together, each, groups, left, sudo);
    }

    /** What is special about a user's server. */
    public Server of(HubName user) {
        return Optional.ofNullable(users.get(user)).orElse(Server.ORDINARY);
    }

    /** The user's own limits; where they say nothing, the highest of their groups; and else those of everybody. */
    public Limits limitsOf(DesiredUser user) {
        Limits ofGroups = user.groups().stream()
                .map(group -> groups.getOrDefault(group, Limits.UNSAID))
                .reduce(Limits.UNSAID, Limits::orMore);
        return of(user.name()).limits().orElse(ofGroups).orElse(each);
    }
}
