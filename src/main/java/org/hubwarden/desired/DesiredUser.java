package org.hubwarden.desired;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;

/**
 * One user of the hub.
 *
 * @param admin whether the file gives the user root by sudo
 * @param adopt whether an account of that name that hubwarden did not make may be taken over
 * @param groups groups of the state file the user belongs to, without the built-in ones
 */
public record DesiredUser(HubName name, boolean admin, boolean adopt, SortedSet<GroupName> groups) {

    public DesiredUser {
        groups = groups.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }
}
