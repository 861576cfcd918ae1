package org.hubwarden.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hubwarden.desired.Key;
import org.hubwarden.desired.KeySet;
import org.hubwarden.desired.Kind;
import org.hubwarden.desired.Kind.Amount;
import org.hubwarden.desired.Kind.CommandLine;
import org.hubwarden.desired.Kind.Exactly;
import org.hubwarden.desired.Kind.Listed;
import org.hubwarden.desired.Kind.Named;
import org.hubwarden.desired.Kind.Names;
import org.hubwarden.desired.Kind.Section;
import org.hubwarden.desired.Kind.Shaped;
import org.hubwarden.desired.Kind.Truth;
import org.hubwarden.desired.Kind.Whole;
import org.hubwarden.desired.Kind.Word;
import org.hubwarden.desired.StateKeys;

/**
 * The JSON schema of the state file, for editors. Made from the keys that the parser reads by. What the parser accepts, the
 * schema accepts; the parser also refuses what a schema cannot know, such as a group that is declared nowhere.
 */
public final class StateSchema {

    private static final List<String> MAP_OR_NOTHING = List.of("object", "null");

    private StateSchema() {}

    /** The schema, ending in a newline. */
    public static String text() {
        return Json.plain(json -> {
                    json.field("$schema", "http://json-schema.org/draft-07/schema#");
                    json.field("title", "State file of hubwarden");
                    json.field("description", "Who the users of a JupyterHub server are, and who of them is an admin.");
                    json.field("type", "object");
                    writeKeys(json, StateKeys.document());
                })
                + "\n";
    }

    private static void writeKeys(Json json, KeySet set) throws IOException {
        json.nested("properties", properties -> {
            for (Key<?> key : set.keys()) {
                properties.nested(key.name(), nested -> writeKey(nested, key));
            }
        });
        List<String> required = set.keys().stream()
                .filter(key -> key.missing().isPresent())
                .map(Key::name)
                .toList();
        if (!required.isEmpty()) {
            json.strings("required", required);
        }
        if (set.together().isPresent()) {
            json.nested("dependencies", nested -> writeTogether(nested, set.names()));
        }
        json.field("additionalProperties", false);
    }

    private static void writeTogether(Json json, List<String> names) throws IOException {
        for (String name : names) {
            json.strings(name, names.stream().filter(n -> !n.equals(name)).toList());
        }
    }

    private static void writeKey(Json json, Key<?> key) throws IOException {
        json.field("description", key.meaning());
        Kind kind = key.kind();
        if (kind instanceof Section section) {
            json.strings("type", MAP_OR_NOTHING);
            writeKeys(json, section.keys());
        } else if (kind instanceof Named named) {
            writeNamed(json, named);
        } else if (kind instanceof Listed listed) {
            json.field("type", "array");
            json.nested("items", nested -> writeName(nested, listed.names()));
        } else if (kind instanceof CommandLine line) {
            json.field("type", "array");
            json.field("minItems", 1);
            json.objects("items", List.of(line.program()), StateSchema::writeName);
            json.nested("additionalItems", nested -> writeName(nested, line.arguments()));
        } else {
            writeSingle(json, kind, key.standard());
        }
    }

    private static void writeNamed(Json json, Named named) throws IOException {
        json.strings("type", List.of("array", "object"));
        json.nested("items", nested -> writeName(nested, named.names()));
        json.nested("propertyNames", nested -> writeShape(nested, named.names()));
        json.nested("additionalProperties", nested -> {
            nested.strings("type", MAP_OR_NOTHING);
            writeKeys(nested, named.settings());
        });
    }

    /** Names are text to us, also those that YAML reads as something else: 7, true, null. */
    private static void writeName(Json json, Names names) throws IOException {
        List<String> types = new ArrayList<>(List.of("string"));
        Map.of("7", "number", "true", "boolean", "null", "null").forEach((name, type) -> {
            if (names.shape().matcher(name).matches()) {
                types.add(type);
            }
        });
        json.strings("type", types.stream().sorted().toList());
        writeShape(json, names);
        if (types.contains("number") && !names.shape().matcher("-7").matches()) {
            json.field("minimum", 0);
        }
    }

    private static void writeShape(Json json, Names names) throws IOException {
        json.field("pattern", "^(?:" + names.shape().pattern() + ")$");
        json.field("maxLength", names.longest());
    }

    private static void writeSingle(Json json, Kind kind, Optional<String> standard) throws IOException {
        if (kind instanceof Truth) {
            json.field("type", "boolean");
            json.field("default", Boolean.parseBoolean(standard.orElse("false")));
        } else if (kind instanceof Whole whole) {
            json.field("type", "integer");
            json.field("minimum", whole.min());
            json.field("maximum", whole.max());
        } else if (kind instanceof Amount amount) {
            json.strings("type", List.of("integer", "string"));
            json.field("minimum", 0);
            json.field("maximum", amount.most());
            json.field("pattern", "^" + Amount.PERCENT.pattern() + "$");
            json.field("default", standard);
        } else if (kind instanceof Exactly exactly) {
            json.field("const", exactly.number());
        } else if (kind instanceof Word<?> word) {
            writeWords(json, List.copyOf(word.words().keySet()));
            json.field("default", standard);
        } else if (kind instanceof Shaped<?> shaped) {
            writeShaped(json, shaped);
            json.field("default", standard);
        } else {
            throw new IllegalArgumentException("no schema for " + kind);
        }
    }

    /** Amounts are numbers to an editor where they stand without quotes and without a unit. */
    private static void writeShaped(Json json, Shaped<?> shaped) throws IOException {
        Pattern shape = shaped.shape();
        boolean isAmount = shape.matcher("64").matches();
        boolean isWhole = !shape.matcher("1.5").matches();
        if (isAmount) {
            json.strings("type", List.of(isWhole ? "integer" : "number", "string"));
            json.field("exclusiveMinimum", lowest(shape) - 1);
            json.field("exclusiveMaximum", beyond(shape));
        } else if (shape.matcher("0").matches()) {
            json.strings("type", List.of("integer", "string"));
            json.field("minimum", 0);
            json.field("maximum", 0);
        } else {
            json.field("type", "string");
        }
        writeShape(json, new Names(shape, shaped.longest()));
    }

    private static long lowest(Pattern shape) {
        long number = 0;
        while (!shape.matcher(Long.toString(number)).matches()) {
            number++;
        }
        return number;
    }

    /** The lowest number with more digits than the shape takes. */
    private static long beyond(Pattern shape) {
        long number = 10;
        while (shape.matcher(Long.toString(number)).matches() || number < 100) {
            number *= 10;
        }
        return number;
    }

    /** Words of digits may stand without quotes: editors then see a number, without its zeros in front. */
    private static void writeWords(Json json, List<String> words) throws IOException {
        boolean digits = words.stream().allMatch(word -> word.matches("[0-9]+"));
        if (!digits) {
            json.strings("enum", words);
            return;
        }
        List<Long> numbers = words.stream().map(Long::valueOf).sorted().toList();
        json.objects("anyOf", List.of(true, false), (nested, text) -> {
            if (text) {
                nested.strings("enum", words);
            } else {
                nested.field("type", "integer");
                nested.field("minimum", numbers.get(0));
                nested.field("maximum", numbers.get(numbers.size() - 1));
            }
        });
    }
}
