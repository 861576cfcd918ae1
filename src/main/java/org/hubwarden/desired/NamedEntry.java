package org.hubwarden.desired;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.desired.YamlNode.Entry;
import org.hubwarden.desired.YamlNode.Mapping;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;
import org.hubwarden.desired.YamlNode.Sequence;

/**
 * One entry of a section that is a list of names, or a map from names to settings.
 *
 * @param settings empty where there is nothing to set
 */
record NamedEntry(Scalar name, Optional<Mapping> settings) {

    /** All entries of the section, each name once. */
    static List<NamedEntry> of(YamlNode section, String key, Problems problems) {
        if (section instanceof Sequence list) {
            return ofList(list, key, problems);
        }
        if (section instanceof Mapping map) {
            return ofMap(map, key, problems);
        }
        if (!(section instanceof Refused)) {
            problems.refuse(
                    section.at(),
                    () -> key + " must be a list of names or a map, and not " + section.kind() + "; "
                            + list(section, key));
        }
        return List.of();
    }

    /** A list is what was meant: of one name, or of none. */
    private static String list(YamlNode section, String key) {
        return section instanceof Scalar text && !text.isNothing()
                ? "put brackets around the names, such as " + key + ": [alice, bob]"
                : "for none, write " + key + ": []";
    }

    private static List<NamedEntry> ofList(Sequence list, String key, Problems problems) {
        List<NamedEntry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        for (YamlNode node : list.entries()) {
            if (node instanceof Scalar name) {
                if (isNew(name, seen, problems)) {
                    entries.add(new NamedEntry(name, Optional.empty()));
                }
            } else if (!(node instanceof Refused)) {
                problems.refuse(node.at(), () -> notAName(node, key));
            }
        }
        return entries;
    }

    /** Whether a name of a list is there for the first time; told otherwise. */
    static boolean isNew(Scalar name, Map<String, Position> seen, Problems problems) {
        Position first = seen.putIfAbsent(name.text(), name.at());
        if (first != null) {
            problems.warn(
                    name.at(),
                    () -> Shown.quoted(name.text()) + " is listed twice, first at line " + first.line()
                            + "; it counts once");
        }
        return first == null;
    }

    private static String notAName(YamlNode node, String key) {
        String advice = node instanceof Mapping
                ? "; to give settings, write all of " + key + " as a map, without the dashes"
                : "; write one name";
        return "an entry of " + key + " is " + node.kind() + " and not a name" + advice;
    }

    private static List<NamedEntry> ofMap(Mapping map, String key, Problems problems) {
        List<NamedEntry> entries = new ArrayList<>();
        for (Entry entry : map.entries()) {
            entries.add(new NamedEntry(entry.key(), settings(entry, key, problems)));
        }
        return entries;
    }

    private static Optional<Mapping> settings(Entry entry, String key, Problems problems) {
        YamlNode value = entry.value();
        if (value instanceof Mapping map) {
            return map.entries().isEmpty() ? Optional.empty() : Optional.of(map);
        }
        boolean nothing = value instanceof Scalar text && text.isNothing();
        if (!nothing && !(value instanceof Refused)) {
            problems.refuse(
                    value.at(),
                    () -> "the settings of " + Shown.quoted(entry.key().text()) + " in " + key
                            + " must be a map or nothing, and not " + value.kind() + members(key, value));
        }
        return Optional.empty();
    }

    /** Who is in a group is not said at the group, as everywhere else people know groups from. */
    private static String members(String key, YamlNode value) {
        return key.equals("groups") && value instanceof Sequence
                ? "; who is in a group is said at each user: alice: {groups: [cs101]} under users"
                : "";
    }
}
