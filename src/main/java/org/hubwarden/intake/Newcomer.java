package org.hubwarden.intake;

import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.model.HubName;

/**
 * Somebody for the new state file.
 *
 * @param adopt whether their account is there
 * @param groups of the state file
 * @param remark said behind their line
 */
record Newcomer(HubName name, boolean admin, boolean adopt, SortedSet<String> groups, String remark) {

    Newcomer {
        groups = new TreeSet<>(groups);
    }
}
