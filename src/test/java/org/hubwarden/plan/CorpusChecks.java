package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hubwarden.corpus.Corpus;
import org.hubwarden.corpus.ReadsCorpus;
import org.hubwarden.corpus.Row;

/** The rows of a test class, and a check for each that a plan can answer, found by the beginning of its input. */
final class CorpusChecks {
    private final Map<String, Consumer<Row>> checks = new LinkedHashMap<>();
    private final Class<?> test;
    private final Set<String> answeredByTheDoors;

    /** {@code answeredByTheDoors}: beginnings of rows that are met before there is a plan; host.linux tests them. */
    CorpusChecks(Class<?> test, Set<String> answeredByTheDoors) {
        this.test = test;
        this.answeredByTheDoors = answeredByTheDoors;
    }

    void put(String beginning, Consumer<Row> check) {
        checks.put(beginning, check);
    }

    Stream<Row> rows() {
        return Stream.of(test.getAnnotation(ReadsCorpus.class).value())
                .flatMap(Corpus::rows)
                .filter(row -> answeredByTheDoors.stream().noneMatch(row.input()::startsWith));
    }

    void run(Row row) {
        List<String> matching =
                checks.keySet().stream().filter(row.input()::startsWith).toList();
        assertEquals(1, matching.size(), () -> "no check, or several, for " + row);
        checks.getOrDefault(matching.get(0), r -> {}).accept(row);
    }

    void assertEachIsUsed() {
        List<String> inputs = rows().map(Row::input).toList();
        checks.keySet().forEach(key -> assertTrue(inputs.stream().anyMatch(i -> i.startsWith(key)), key));
    }
}
