package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;
import org.hubwarden.model.HubName;
import org.hubwarden.model.NameFault;
import org.hubwarden.model.Naming;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ReadsCorpus({"hub_name", "hub_name_set", "yaml_doc"})
class CorpusReadingTest {

    static Stream<Row> names() {
        return Corpus.rows("hub_name");
    }

    static Stream<Row> nameSets() {
        return Corpus.rows("hub_name_set");
    }

    static Stream<Row> documents() {
        return Corpus.rows("yaml_doc");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsTakenOrRefusedWithItsReason(Row row) {
        String file = "version: 1\nusers:\n  - fine\n  - " + quoted(row.text()) + "\n";
        if (row.outcome().equals("ACCEPT")) {
            assertEquals(row.detail(), unixNameOfOther(file));
            return;
        }
        assertEquals("REJECT", row.outcome());
        NameFault fault = NameFault.valueOf(row.detail().toUpperCase(Locale.ROOT));
        StateReading.Refused reading = Readings.refused(file);
        assertEquals(1, reading.total());
        Problem problem = reading.problems().get(0);
        assertEquals(List.of(4, 5), List.of(problem.line(), problem.column()));
        assertTrue(problem.sentence().endsWith(" " + fault.sentence()), problem.sentence());
    }

    @ParameterizedTest
    @MethodSource("nameSets")
    void namesThatMeetAreTakenTogether(Row row) {
        String file = "version: 1\nusers: " + row.text() + "\n";
        DesiredState state = Readings.accepted(file).state();
        boolean once = row.detail().startsWith("once");
        assertEquals(once ? 1 : 2, state.users().size());
        if (row.detail().contains("COLLISION")) {
            String shared = row.detail().replaceFirst(".*COLLISION ", "");
            assertEquals(Set.of(shared), unixNames(state));
        }
        List<String> warnings = Readings.warnings(file);
        assertEquals(once ? 1 : 0, warnings.size());
        assertTrue(!once
                || (warnings.get(0).startsWith("2:16: ") && warnings.get(0).contains("listed twice")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocumentIsTakenOrRefusedAtThePlaceWithTheReason(Row row) {
        StateReading reading = StateParser.parse(row.bytes(), Readings.FILE);
        if (row.outcome().equals("ACCEPT")) {
            StateReading.Accepted accepted = assertInstanceOf(StateReading.Accepted.class, reading);
            assertEquals(namesIn(row.detail()), namesIn(accepted.state()));
            return;
        }
        assertEquals("REFUSE_DOC", row.outcome());
        StateReading.Refused refused = assertInstanceOf(StateReading.Refused.class, reading);
        String[] expected = row.detail().split(" ", 2);
        String start = Readings.FILE + ":" + (expected[0].equals("-") ? " " : expected[0] + ": ");
        assertTrue(
                refused.problems().stream()
                        .map(Problem::toString)
                        .anyMatch(p -> p.startsWith(start) && p.contains(expected[1])),
                () -> row + ": " + refused);
    }

    /** In double quotes, each character outside letters and digits escaped: YAML makes nothing else of it. */
    private static String quoted(String name) {
        StringBuilder yaml = new StringBuilder("\"");
        name.chars().forEach(c -> {
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            yaml.append(plain ? Character.toString(c) : "\\u%04x".formatted(c));
        });
        return yaml.append('"').toString();
    }

    private static String unixNameOfOther(String file) {
        return Readings.accepted(file).state().users().keySet().stream()
                .filter(n -> !n.value().equals("fine"))
                .map(n -> Naming.DOCUMENTED.unixName(n).value())
                .collect(Collectors.joining(" "));
    }

    private static Set<String> unixNames(DesiredState state) {
        return state.users().keySet().stream()
                .map(n -> Naming.DOCUMENTED.unixName(n).value())
                .collect(Collectors.toSet());
    }

    private static Set<String> namesIn(DesiredState state) {
        return state.users().keySet().stream().map(HubName::value).collect(Collectors.toSet());
    }

    private static Set<String> namesIn(String detail) {
        return detail.equals("nobody")
                ? Set.of()
                : Arrays.stream(detail.split(" ")).collect(Collectors.toSet());
    }
}
