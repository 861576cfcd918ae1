package org.hubwarden.desired;

import java.util.Set;
import java.util.SortedMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.Suggestions;

/**
 * What the groups section says.
 *
 * @param good the groups without a problem
 * @param names every name that stands there, also those refused: a user's reference to one is not a second problem; without the
 *     built-in ones that are adopted
 * @param limits those of the servers of members, where a group has some
 */
record DeclaredGroups(SortedMap<GroupName, DesiredGroup> good, Set<String> names, SortedMap<GroupName, Limits> limits) {

    /** What is wrong with a user's reference to a name that does not stand in the section, after that name. */
    String faultOf(String name) {
        return GroupFault.of(name, false).orElseGet(() -> undeclared(name));
    }

    private String undeclared(String name) {
        return Suggestions.near(
                        name, good.keySet().stream().map(GroupName::value).toList())
                .map(n -> "is not under groups; did you mean " + n + "?")
                .orElse("is not under groups; add it there");
    }
}
