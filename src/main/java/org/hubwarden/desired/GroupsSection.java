package org.hubwarden.desired;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Limits;

/**
 * The section {@code groups}. The built-in groups may stand there for one purpose: to be adopted from whoever made them. Users
 * never name them, so they are not among the names that a user may refer to.
 */
final class GroupsSection {

    private final Problems problems;

    GroupsSection(Problems problems) {
        this.problems = problems;
    }

    DeclaredGroups read(Optional<YamlNode> section) {
        SortedMap<GroupName, DesiredGroup> good = new TreeMap<>();
        SortedMap<GroupName, Limits> ofMembers = new TreeMap<>();
        Set<String> names = new HashSet<>();
        List<NamedEntry> entries =
                section.map(s -> NamedEntry.of(s, "groups", problems)).orElse(List.of());
        for (NamedEntry entry : entries) {
            String name = entry.name().text();
            Optional<Fields> settings = entry.settings().map(s -> Fields.of(s, StateKeys.GROUP, problems));
            boolean adopt =
                    settings.flatMap(s -> s.value(StateKeys.GROUP_ADOPT)).orElse(false);
            boolean isRoots =
                    settings.flatMap(s -> s.value(StateKeys.GROUP_ROOT)).orElse(false);
            Limits limits = LimitsSection.read(settings.flatMap(s -> s.get(StateKeys.GROUP_LIMITS)), problems);
            boolean adoptsBuiltIn = adopt && isBuiltIn(name);
            if (!adoptsBuiltIn) {
                names.add(name);
            }
            if (adoptsBuiltIn || isGood(entry, isRoots)) {
                GroupName group = new GroupName(name);
                good.put(group, new DesiredGroup(group, adopt, isRoots));
                if (!limits.isUnsaid()) {
                    ofMembers.put(group, limits);
                }
            }
        }
        return new DeclaredGroups(good, names, ofMembers);
    }

    private static boolean isBuiltIn(String name) {
        return GroupName.isWellFormed(name) && new GroupName(name).isBuiltIn();
    }

    private boolean isGood(NamedEntry entry, boolean isRoots) {
        String name = entry.name().text();
        Optional<String> fault = GroupFault.of(name, isRoots);
        fault.ifPresent(f ->
                problems.refuse(entry.name().at(), () -> "the group " + Shown.quoted(name) + " " + f + orAdopt(name)));
        return fault.isEmpty();
    }

    private static String orAdopt(String name) {
        return isBuiltIn(name) ? "; only if it was there before hubwarden, write " + name + ": {adopt: true}" : "";
    }
}
