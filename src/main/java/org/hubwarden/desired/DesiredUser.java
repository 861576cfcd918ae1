package org.hubwarden.desired;

import java.util.Collections;
import java.util.Optional;
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
 * @param until when the account ends; empty for never
 * @param adminUntil when the root by sudo ends; empty for never
 */
public record DesiredUser(
        HubName name,
        boolean admin,
        boolean adopt,
        SortedSet<GroupName> groups,
        Optional<Until> until,
        Optional<Until> adminUntil) {

    public DesiredUser {
        groups = groups.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    /** Somebody without an end. */
    public DesiredUser(HubName name, boolean admin, boolean adopt, SortedSet<GroupName> groups) {
        this(name, admin, adopt, groups, Optional.empty(), Optional.empty());
    }

    /** The same person as a plain user. */
    DesiredUser withoutRoot() {
        return new DesiredUser(name, false, adopt, groups, until, Optional.empty());
    }
}
