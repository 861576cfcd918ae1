package org.hubwarden.desired;

import org.hubwarden.model.GroupName;

/**
 * A group of the state file.
 *
 * @param adopt whether a group of that name that hubwarden did not make may be used
 * @param rootEquivalent whether its members are as good as root, and that is meant
 */
public record DesiredGroup(GroupName name, boolean adopt, boolean rootEquivalent) {

    /** One that gives nobody root. */
    public DesiredGroup(GroupName name, boolean adopt) {
        this(name, adopt, false);
    }
}
