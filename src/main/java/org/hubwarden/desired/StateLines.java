package org.hubwarden.desired;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hubwarden.model.HubName;

/** In which line of the state file somebody is named. */
public final class StateLines {

    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> admins = new HashMap<>();

    private StateLines() {}

    /** Of no file. */
    public static StateLines none() {
        return new StateLines();
    }

    /** Of a file that is accepted; of another, as far as it can be read. */
    public static StateLines of(byte[] content) {
        StateLines lines = new StateLines();
        Problems unsaid = new Problems("");
        if (content.length <= StateParser.LARGEST
                && StateParser.tree(content, unsaid).orElse(null) instanceof YamlNode.Mapping map) {
            lines.read(map, "users", lines.users, unsaid);
            lines.read(map, "admins", lines.admins, unsaid);
        }
        return lines;
    }

    private void read(YamlNode.Mapping map, String key, Map<String, Integer> into, Problems unsaid) {
        map.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .flatMap(entry -> NamedEntry.of(entry.value(), key, unsaid).stream())
                .forEach(entry ->
                        into.putIfAbsent(entry.name().text(), entry.name().at().line()));
    }

    /** Where they are listed under admins. */
    public OptionalInt admin(HubName name) {
        return line(admins, name);
    }

    /** Where they are listed under users, and otherwise under admins. */
    public OptionalInt user(HubName name) {
        OptionalInt user = line(users, name);
        return user.isPresent() ? user : admin(name);
    }

    private static OptionalInt line(Map<String, Integer> lines, HubName name) {
        return Optional.ofNullable(lines.get(name.value())).map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
