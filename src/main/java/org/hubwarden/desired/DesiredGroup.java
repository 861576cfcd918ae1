package org.hubwarden.desired;

import org.hubwarden.model.GroupName;

/**
 * A group of the state file.
 *
 * @param adopt whether a group of that name that hubwarden did not make may be used
 */
public record DesiredGroup(GroupName name, boolean adopt) {}
