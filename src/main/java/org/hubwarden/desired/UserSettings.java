package org.hubwarden.desired;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.desired.YamlNode.Mapping;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.desired.YamlNode.Sequence;
import org.hubwarden.model.GroupName;

/** What stands after a user's or an admin's name, but for when it ends. */
record UserSettings(boolean adopt, SortedSet<GroupName> groups, Server server) {

    static final UserSettings NONE = new UserSettings(false, Collections.emptySortedSet(), Server.ORDINARY);

    /**
     * Settings as they stand in one place.
     *
     * @param until the end of what that place gives
     * @param others empty where there are none: the person is the same in both places, and their end is not
     */
    record Read(Optional<Until> until, Optional<UserSettings> others) {}

    static Read read(Mapping settings, DeclaredGroups declared, Problems problems) {
        Fields fields = Fields.of(settings, StateKeys.USER, problems);
        boolean adopt = fields.value(StateKeys.USER_ADOPT).orElse(false);
        SortedSet<GroupName> groups = fields.get(StateKeys.USER_GROUPS)
                .map(n -> groups(n, declared, problems))
                .orElse(Collections.emptySortedSet());
        UserSettings all = new UserSettings(adopt, groups, server(fields, problems));
        boolean others = settings.entries().stream()
                .anyMatch(entry -> !entry.key().text().equals(StateKeys.USER_UNTIL.name()));
        return new Read(fields.value(StateKeys.USER_UNTIL), others ? Optional.of(all) : Optional.empty());
    }

    private static Server server(Fields fields, Problems problems) {
        return new Server(
                LimitsSection.read(fields.get(StateKeys.USER_LIMITS), problems),
                fields.value(StateKeys.USER_SANDBOX).orElse(false),
                fields.value(StateKeys.USER_AUTOSTART).orElse(false));
    }

    private static SortedSet<GroupName> groups(YamlNode node, DeclaredGroups declared, Problems problems) {
        TreeSet<GroupName> groups = new TreeSet<>();
        if (node instanceof Sequence list) {
            Map<String, Position> seen = new HashMap<>();
            for (YamlNode entry : list.entries()) {
                name(entry, problems)
                        .filter(n -> NamedEntry.isNew(n, seen, problems))
                        .flatMap(n -> group(n, declared, problems))
                        .ifPresent(groups::add);
            }
        } else if (!(node instanceof Refused)) {
            problems.refuse(node.at(), "the groups of a user must be a list such as [cs101], and not " + node.kind());
        }
        return groups;
    }

    private static Optional<Scalar> name(YamlNode entry, Problems problems) {
        if (entry instanceof Scalar name) {
            return Optional.of(name);
        }
        if (!(entry instanceof Refused)) {
            problems.refuse(entry.at(), "a group's name must stand here, and not " + entry.kind());
        }
        return Optional.empty();
    }

    private static Optional<GroupName> group(Scalar name, DeclaredGroups declared, Problems problems) {
        if (declared.names().contains(name.text())) {
            return Optional.of(name.text()).filter(GroupName::isWellFormed).map(GroupName::new);
        }
        problems.refuse(
                name.at(), () -> "the group " + Shown.quoted(name.text()) + " " + declared.faultOf(name.text()));
        return Optional.empty();
    }
}
