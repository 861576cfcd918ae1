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

    private final Map<String, YamlNode> values;
    private final Problems problems;

    private Fields(Map<String, YamlNode> values, Problems problems) {
        this.values = values;
        this.problems = problems;
    }

    /** Reads the map; each key outside the set is a problem, and each that is missing. */
    static Fields of(Mapping map, KeySet keys, Problems problems) {
        List<String> known = keys.names();
        for (Entry entry : map.entries()) {
            Scalar key = entry.key();
            if (!known.contains(key.text())) {
                problems.refuse(key.at(), () -> keys.sentenceFor(key.text()));
            }
        }
        Fields fields = new Fields(
                map.entries().stream()
                        .collect(Collectors.toUnmodifiableMap(e -> e.key().text(), Entry::value)),
                problems);
        keys.keys().forEach(fields::require);
        keys.together().ifPresent(example -> fields.requireAllOrNone(keys, example));
        return fields;
    }

    /** As {@link #of}, for a map that may be left empty; anything but a map is a problem. */
    static Fields ofSection(Optional<YamlNode> section, KeySet keys, Problems problems) {
        YamlNode node = section.orElse(new Mapping(Position.WHOLE_FILE, List.of()));
        if (node instanceof Mapping map) {
            return of(map, keys, problems);
        }
        boolean nothing = node instanceof Scalar text && text.isNothing();
        if (!nothing && !(node instanceof Refused)) {
            String example = String.join(", ", keys.names());
            problems.refuse(node.at(), keys.where() + " must be a map with " + example + ", and not " + node.kind());
        }
        return new Fields(Map.of(), problems);
    }

    /** What stands at the key; empty when the map has no such key. */
    Optional<YamlNode> get(Key<?> key) {
        return Optional.ofNullable(values.get(key.name()));
    }

    /** The value of the key; empty when the map has no such key, and when the value is not good, which is told. */
    <T> Optional<T> value(Key<? extends Kind.Single<T>> key) {
        return get(key).flatMap(node -> read(node, key));
    }

    private <T> Optional<T> read(YamlNode node, Key<? extends Kind.Single<T>> key) {
        if (node instanceof Refused) {
            return Optional.empty();
        }
        Optional<T> value = node instanceof Scalar text && !text.isNothing()
                ? key.kind().read(text.text(), text.plain())
                : Optional.empty();
        if (value.isEmpty()) {
            problems.refuse(
                    node.at(), () -> key.name() + " must be " + key.kind().wanted() + ", and not " + shown(node));
        }
        return value;
    }

    private static String shown(YamlNode node) {
        if (node instanceof Scalar text && !text.isNothing()) {
            return Shown.quoted(text.text()) + (text.plain() ? "" : " in quotes") + Shown.strangers(text.text());
        }
        return node.kind();
    }

    private void require(Key<?> key) {
        if (key.missing().isPresent() && get(key).isEmpty()) {
            problems.refuse(
                    Position.WHOLE_FILE,
                    "the key " + key.name() + " is missing; " + key.missing().get());
        }
    }

    private void requireAllOrNone(KeySet keys, String example) {
        List<YamlNode> there =
                keys.keys().stream().map(this::get).flatMap(Optional::stream).toList();
        if (!there.isEmpty() && there.size() < keys.keys().size()) {
            problems.refuse(
                    there.get(0).at(),
                    keys.where() + " needs both " + String.join(" and ", keys.names()) + "; write " + example);
        }
    }
}
