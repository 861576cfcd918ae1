package org.hubwarden.desired;

import java.util.Optional;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.RootEquivalent;
import org.hubwarden.model.UnixName;

/** Why a name may not be given to a group of the state file. */
public final class GroupFault {

    private static final String ROOT = "root";

    private GroupFault() {}

    /**
     * What is wrong and what to write instead, after the name; empty for a good name.
     *
     * @param isRoots whether it is said that its members are as good as root
     */
    public static Optional<String> of(String name, boolean isRoots) {
        if (name.equals(GroupName.ADMINS.value())) {
            return Optional.of("is made by hubwarden and filled from admins; list the people under admins");
        }
        if (name.equals(GroupName.USERS.value())) {
            return Optional.of("is made by hubwarden and holds every user; take it out");
        }
        if (name.startsWith(UnixName.PREFIX)) {
            return Optional.of("begins as the accounts of users and their own groups do; write another name");
        }
        if (name.equals(ROOT)) {
            return Optional.of("is root's own; list those who shall be root under admins");
        }
        if (RootEquivalent.isGroup(name) && !isRoots) {
            return Optional.of(
                    "gives its members root, or a way to it; list those who shall have it under admins, or if"
                            + " this is meant write \"" + name
                            + ": {adopt: true, root_equivalent: true}\" under groups");
        }
        return GroupName.isWellFormed(name) ? Optional.empty() : Optional.of(shape(name));
    }

    private static String shape(String name) {
        return "is not a group name" + Shown.strangers(name)
                + "; write at most 32 of a-z, 0-9 and . _ @ + -, a letter first";
    }
}
