package org.hubwarden.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.audit.ChangeKind;
import org.hubwarden.reconcile.StatusReport;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/json.md is what the commands print, and they print nothing else. A new command needs a row in {@link GoldenTest}. */
class JsonShapesTest {

    /** They print no object of ours. */
    private static final Set<String> WITHOUT = Set.of("import", "schema", "daemon");

    private final JsonDocument document = JsonDocument.read();

    @Test
    void everyCommandHasASampleAndASection() throws IOException {
        Set<String> sampled = samples().map(Sample::command).collect(Collectors.toSet());
        for (CommandLine command : Cli.described().getSubcommands().values()) {
            String name = command.getCommandName();
            if (!WITHOUT.contains(name)
                    && !command.getCommandSpec().usageMessage().hidden()) {
                assertTrue(sampled.contains(name), name + " has no row with --json in GoldenTest");
                assertTrue(document.sections().stream().anyMatch(s -> (s + " ").startsWith(name + " ")), name);
            }
        }
    }

    @Test
    void whatIsPrintedIsDocumentedAndTheOtherWayRound() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Sample sample : samples().toList()) {
            Ran ran = Ran.on(sample.machine(), sample.typed().split(" "));
            assertTrue(ran.out().startsWith("{\n  \"version\" : 1,\n"), ran.out());
            assertEquals("", ran.err());
            try (JsonParser json = new JsonFactory().createParser(ran.out())) {
                json.nextToken();
                new Walk(json, document, seen).object(document.section(sample.section()));
            }
        }
        assertEquals(document.all(), seen, "documented, and what samples show");
    }

    @Test
    void everyWordIsDocumented() {
        Stream<String> words = Stream.of(
                        Arrays.stream(ChangeKind.values()).map(ChangeKind::id),
                        Arrays.stream(Standing.values()).map(Standing::text),
                        Arrays.stream(StatusReport.State.values()).map(StatusReport.State::text))
                .flatMap(s -> s);
        assertEquals(
                List.of(),
                words.filter(word -> !document.text().contains("`" + word + "`"))
                        .toList());
    }

    /** One run with {@code --json}. */
    private record Sample(Machine machine, String typed) {
        String command() {
            return typed.substring(0, (typed + " ").indexOf(" "));
        }

        /** As the heading writes it: a command with an operand may print something else than without. */
        String section() {
            boolean operand = Arrays.stream(typed.split(" "))
                            .filter(w -> !w.startsWith("-"))
                            .count()
                    > 1;
            return operand ? command() + " " : command();
        }
    }

    private static Stream<Sample> samples() {
        return GoldenTest.commands()
                .map(row -> new Sample((Machine) row.get()[2], (String) row.get()[3]))
                .filter(sample -> sample.typed().contains("--json"));
    }

    /** Compares one answer with the tables. */
    private record Walk(JsonParser json, JsonDocument document, Set<String> seen) {

        /** The parser stands at the opening brace, and then at the closing one. */
        void object(JsonDocument.Table table) throws IOException {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                String type = table.types().get(key);
                assertTrue(type != null, key + " is not in the table of " + table.name());
                seen.add(table.ownerOf(key) + "." + key);
                json.nextToken();
                value(String.valueOf(type), table.name() + "." + key);
            }
        }

        private void value(String type, String where) throws IOException {
            if (type.startsWith("list of ")) {
                assertEquals(JsonToken.START_ARRAY, json.currentToken(), where);
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    value(type.substring("list of ".length()), where);
                }
            } else if (type.startsWith("[")) {
                assertEquals(JsonToken.START_OBJECT, json.currentToken(), where);
                object(document.shape(type.substring(1, type.indexOf(']'))));
            } else {
                assertEquals(type, word(json.currentToken()), where);
            }
        }

        private static String word(JsonToken token) {
            return switch (token) {
                case VALUE_STRING -> "text";
                case VALUE_NUMBER_INT -> "number";
                case VALUE_TRUE, VALUE_FALSE -> "true or false";
                default -> token.name();
            };
        }
    }
}
