package org.hubwarden.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusTest {

    /** Groups whose test class is not written yet. A class that claims one takes its line away. */
    private static final Set<String> WAITING = Set.of();

    @Test
    void eachGroupIsReadByExactlyOneTestClassOrWaitsForIt() throws Exception {
        List<String> accounted =
                Stream.concat(claims(), WAITING.stream()).sorted().toList();

        assertEquals(List.copyOf(Corpus.groups()), accounted);
    }

    @Test
    void noInputStandsThereTwice() {
        List<String> inputs =
                Corpus.all().map(r -> r.group() + " " + r.input()).sorted().toList();

        assertEquals(List.copyOf(new TreeSet<>(inputs)), inputs);
    }

    @Test
    void escapesBecomeTextAndBytes() {
        Row row = new Row(1, "g", "a\\x41\\xe9\\u00e9\\U0001f600\\n\\\\\\\"{x}{repeat:bc:3}", "ACCEPT");

        assertEquals("aA\u00e9\u00e9\ud83d\ude00\n\\\"{x}bcbcbc", row.text());
        assertArrayEquals(new byte[] {'a', 'A', (byte) 0xe9, (byte) 0xc3, (byte) 0xa9}, Arrays.copyOf(row.bytes(), 5));
    }

    @Test
    void anUnknownEscapeIsAMistakeInTheTable() {
        assertThrows(IllegalStateException.class, () -> new Row(1, "g", "a\\qb", "ACCEPT").text());
    }

    @Test
    void whatIsExpectedFallsIntoItsParts() {
        Row row = new Row(1, "g", "", "REFUSE_DOC 3:1 a text (a remark)");

        assertEquals("REFUSE_DOC", row.outcome());
        assertEquals("3:1 a text", row.detail());
    }

    private static Stream<String> claims() throws IOException, URISyntaxException {
        Path root = Path.of(CorpusTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            List<String> claims = files.map(f -> root.relativize(f).toString())
                    .filter(f -> f.endsWith("Test.class"))
                    .map(CorpusTest::load)
                    .filter(c -> c.isAnnotationPresent(ReadsCorpus.class))
                    .flatMap(c ->
                            Arrays.stream(c.getAnnotation(ReadsCorpus.class).value()))
                    .toList();
            return claims.stream();
        }
    }

    private static Class<?> load(String file) {
        String name = file.replaceFirst("\\.class$", "").replace('/', '.');
        try {
            return Class.forName(name, false, CorpusTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
