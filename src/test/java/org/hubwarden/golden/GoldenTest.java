package org.hubwarden.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every folder of {@code cases}. {@code -Dgolden.update=true} writes what comes of them; read the difference then. */
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    static Stream<Case> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.filter(f -> Files.exists(f.resolve("state.yaml"))).sorted().toList().stream()
                    .map(Case::new);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsWritten(Case one) throws IOException {
        Map<String, String> outcome = one.outcome();
        if (Boolean.getBoolean("golden.update")) {
            update(one, outcome);
        }
        assertTrue(outcome.containsKey("plan.txt"));
        assertEquals(text(one.expected()), text(outcome));
    }

    private static String text(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        files.forEach(
                (name, content) -> text.append("== ").append(name).append('\n').append(content));
        return text.toString();
    }

    private static void update(Case one, Map<String, String> outcome) throws IOException {
        for (String stale : one.expected().keySet()) {
            Files.delete(one.folder().resolve(stale));
        }
        for (Map.Entry<String, String> file : outcome.entrySet()) {
            Path path = one.folder().resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue(), StandardCharsets.ISO_8859_1);
        }
    }
}
