package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hubwarden.desired.Key;
import org.hubwarden.desired.KeySet;
import org.hubwarden.desired.Kind;
import org.hubwarden.desired.Problem;
import org.hubwarden.desired.StateKeys;
import org.hubwarden.desired.StateParser;
import org.hubwarden.desired.StateReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Editors are told what the parser thinks, by a validator that is not ours. */
class StateSchemaTest {

    private static final int FILES_OF_A_SEED = 200;

    /** What only a reader of the whole file can object to, or one who sees how a name is written. */
    private static final List<String> BEYOND_A_SCHEMA = List.of(
            " is not under groups; ",
            " is made by hubwarden ",
            " begins as the accounts of users ",
            " gives its members root",
            " has settings under users as well",
            " belongs to the system; ",
            " would copy far too much ",
            " is below min ",
            "until must be a day such as 2027-01-31, which counts to its end, or a moment with its zone such as 2027-01-31T18:00:00Z or 2027-01-31T19:00:00+01:00, and not \"2027-02-29",
            "home_mode must be 0700, 0710, 0750 or 0770, and not \"75");

    private static final Validator VALIDATOR = new ValidatorFactory()
            .withJsonNodeFactory(new SnakeYamlNode.Factory())
            .createValidator();
    private static final URI SCHEMA = VALIDATOR.registerSchema(StateSchema.text());

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void schemaAndParserAgree(int seed) {
        Random random = new Random(seed);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < FILES_OF_A_SEED; i++) {
            String text = new RandomDocument(random).next();
            StateReading reading = StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "f");
            Validator.Result verdict = VALIDATOR.validate(SCHEMA, text);
            if (reading instanceof StateReading.Refused r) {
                refused++;
                boolean structural = r.problems().stream().anyMatch(StateSchemaTest::isStructural);
                assertEquals(!structural, verdict.isValid(), () -> text + r.problems() + verdict.getErrors());
            } else {
                accepted++;
                assertTrue(verdict.isValid(), () -> text + verdict.getErrors());
            }
        }
        assertTrue(accepted > FILES_OF_A_SEED / 20 && refused > FILES_OF_A_SEED / 20, accepted + " and " + refused);
    }

    private static boolean isStructural(Problem problem) {
        return BEYOND_A_SCHEMA.stream().noneMatch(problem.sentence()::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 1\nusers: [007, null, no, true, 1e3, 12]\n",
                "version: 1\nusers: {007: , null: {}, no: ~, true: null, 1e3: , 12: }\n",
                "version: 1\nusers: []\ndefaults:\nids:\nhub: {}\n",
                "version: 1\nusers: []\ndefaults: {home_mode: \"0750\"}\n",
            })
    void whatTheParserAcceptsIsNeverFlagged(String text) {
        assertTrue(StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "f") instanceof StateReading.Accepted);
        assertEquals(List.of(), VALIDATOR.validate(SCHEMA, text).getErrors());
    }

    @Test
    void everyKeyHasAMeaningAndIsInTheSchema() {
        String schema = StateSchema.text();
        keys(StateKeys.document()).forEach(key -> {
            assertTrue(key.meaning().length() > 20 && key.meaning().endsWith("."), key.name());
            assertTrue(schema.contains("\"" + key.name() + "\" : {"), key.name());
            assertTrue(schema.contains(key.meaning()), key.meaning());
        });
    }

    @Test
    void aStandardThatIsWrittenOutChangesNothing() {
        StringBuilder text = new StringBuilder("version: 1\nusers: []\n");
        for (Key<?> key : StateKeys.document().keys()) {
            if (key.kind() instanceof Kind.Section section) {
                text.append(key.name()).append(":\n");
                for (Key<?> inner : section.keys().keys()) {
                    String quote = inner.kind() instanceof Kind.Whole || inner.kind() instanceof Kind.Truth ? "" : "'";
                    inner.standard().ifPresent(s -> text.append("  " + inner.name() + ": " + quote + s + quote + "\n"));
                }
            }
        }
        assertEquals(read("version: 1\nusers: []\n"), read(text.toString()), text.toString());
    }

    @Test
    void theCommandPrintsItAndNeedsNoRoot() {
        Ran ran = Ran.as(
                new Caller(Map.of(), false, false),
                root -> {
                    throw new IllegalStateException("no machine is needed");
                },
                "schema");
        assertEquals(new Ran(0, StateSchema.text(), ""), ran);
    }

    /** All keys, however deep. */
    static Stream<Key<?>> keys(KeySet set) {
        return set.keys().stream().flatMap(key -> Stream.concat(Stream.of(key), below(key.kind())));
    }

    private static Stream<Key<?>> below(Kind kind) {
        if (kind instanceof Kind.Section section) {
            return keys(section.keys());
        }
        return kind instanceof Kind.Named named ? keys(named.settings()) : Stream.of();
    }

    private static StateReading read(String text) {
        return StateParser.parse(text.getBytes(StandardCharsets.UTF_8), "f");
    }
}
