package org.hubwarden.desired;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.desired.YamlNode.Entry;
import org.hubwarden.desired.YamlNode.Mapping;
import org.hubwarden.desired.YamlNode.Refused;
import org.hubwarden.desired.YamlNode.Scalar;

/** The values of a map with a closed set of keys. */
final class Fields {

    private static final Fields NONE = new Fields(Map.of());

    private final Map<String, YamlNode> values;

    private Fields(Map<String, YamlNode> values) {
        this.values = values;
    }

    /** Reads the map; each key outside the set is a problem. */
    static Fields of(Mapping map, KeySet keys, Problems problems) {
        for (Entry entry : map.entries()) {
            Scalar key = entry.key();
            if (!keys.known().contains(key.text())) {
                problems.refuse(key.at(), () -> keys.sentenceFor(key.text()));
            }
        }
        return new Fields(map.entries().stream()
                .collect(Collectors.toUnmodifiableMap(e -> e.key().text(), Entry::value)));
    }

    /** As {@link #of}, for a map that may be left empty; anything but a map is a problem. */
    static Fields ofSection(Optional<YamlNode> section, KeySet keys, Problems problems) {
        YamlNode node = section.orElse(new Mapping(Position.WHOLE_FILE, List.of()));
        if (node instanceof Mapping map) {
            return of(map, keys, problems);
        }
        boolean nothing = node instanceof Scalar text && text.isNothing();
        if (!nothing && !(node instanceof Refused)) {
            String example = String.join(", ", keys.known());
            problems.refuse(node.at(), keys.where() + " must be a map with " + example + ", and not " + node.kind());
        }
        return NONE;
    }

    /** The value of the key; empty when the map has no such key. */
    Optional<YamlNode> get(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
