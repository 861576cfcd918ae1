package org.hubwarden.observed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws over generated account files, odd ones included: every line that is not edited comes out as it was. */
class AccountFileLawsTest {

    private static final List<String> ODD = List.of(
            "# a comment",
            "",
            "   ",
            "\t# indented",
            "+::::::",
            "+@netgroup::::::",
            "-nobody::::::",
            "broken",
            "one:x",
            "three:x:7",
            "four:x:7:8",
            "six:x:7:8:g:/h",
            "more:x:7:8:g:/h:/s:extra",
            ":x:7:8:::",
            "bad:x:seven:8:::",
            "neg:x:-1:8:::",
            "big:x:4294967296:8:::",
            "crlf:x:7:8:::/bin/sh\r",
            "latin:x:7:8:J\u00f6rg \u00ff\u0080:/h:/s",
            "nul:x:7:8:a\0b:/h:/s",
            "\u00ef\u00bb\u00bfbom:x:7:8:::",
            "long:x:7:8:" + "g".repeat(70_000) + ":/h:/s",
            "twice:x:7:8:first:/h:/s",
            "twice:x:9:8:second:/h:/s",
            " spaced:x:7:8:::");

    static IntStream seeds() {
        return IntStream.range(0, 60);
    }

    private static List<String> lines(Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < random.nextInt(40); i++) {
            lines.add(
                    random.nextInt(3) == 0
                            ? ODD.get(random.nextInt(ODD.size()))
                            : "u" + i + ":x:" + (1000 + i) + ":8:::");
        }
        if (random.nextBoolean()) {
            lines.add(bytes(random));
        }
        return lines;
    }

    private static String bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1).replace('\n', ':');
    }

    // An empty last line without a newline would be no line.
    private static byte[] file(List<String> lines, Random random) {
        boolean bare = lines.isEmpty()
                || (random.nextInt(4) == 0 && !lines.get(lines.size() - 1).isEmpty());
        return (String.join("\n", lines) + (bare ? "" : "\n")).getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyBytesComeOutAsTheyWentIn(int seed) {
        Random random = new Random(seed);
        byte[] file = file(lines(random), random);
        List<Function<byte[], byte[]>> parsers = List.of(
                b -> Database.parse(b, PasswdEntry::parse).bytes(),
                b -> Database.parse(b, GroupEntry::parse).bytes(),
                b -> Database.parse(b, ShadowEntry::parse).bytes(),
                b -> Database.parse(b, GshadowEntry::parse).bytes());
        parsers.forEach(p -> assertArrayEquals(file, p.apply(file)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void editingOneEntryKeepsEveryOtherLine(int seed) {
        Random random = new Random(seed);
        List<String> lines = lines(random);
        lines.add(random.nextInt(lines.size() + 1), "me:x:1:1:old:/h:/s");
        Database<PasswdEntry> database = Database.parse(file(lines, random), PasswdEntry::parse);
        Database<PasswdEntry> edited =
                database.with(List.of(database.find("me").orElseThrow().withShell("/new")));
        lines.set(lines.indexOf("me:x:1:1:old:/h:/s"), "me:x:1:1:old:/h:/new");
        assertSame(lines, raw(edited));
        assertEquals(endsInNewline(database), endsInNewline(edited));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void addingAnEntryKeepsEveryLineAndStandsBeforeTheFirstNisLine(int seed) {
        Random random = new Random(seed);
        Database<PasswdEntry> database = Database.parse(file(lines(random), random), PasswdEntry::parse);
        PasswdEntry added = PasswdEntry.parse("new:x:5:5:::/s").orElseThrow();
        List<String> after = raw(database.with(List.of(added)));
        int at = after.indexOf(added.toLine());
        List<String> others = new ArrayList<>(after);
        others.remove(at);
        assertSame(raw(database), others);
        assertTrue(after.subList(0, at).stream().noneMatch(l -> l.startsWith("+") || l.startsWith("-")));
        assertTrue(at + 1 == after.size() || after.get(at + 1).matches("(?s)[+-].*"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenParsesToTheSameLines(int seed) {
        Random random = new Random(seed);
        Database<PasswdEntry> database = Database.parse(file(lines(random), random), PasswdEntry::parse);
        PasswdEntry added = PasswdEntry.parse("new:x:5:5:::/s").orElseThrow();
        Database<PasswdEntry> edited = database.with(List.of(added));
        assertEquals(edited, Database.parse(edited.bytes(), PasswdEntry::parse));
        assertEquals(
                Optional.of(added),
                Database.parse(edited.bytes(), PasswdEntry::parse).find("new"));
    }

    // Without the lists in the message: some lines have 70,000 bytes.
    private static void assertSame(List<String> expected, List<String> found) {
        assertEquals(expected.size(), found.size());
        IntStream.range(0, expected.size())
                .forEach(i -> assertTrue(expected.get(i).equals(found.get(i)), "line " + (i + 1)));
    }

    private static List<String> raw(Database<?> database) {
        return database.lines().stream().map(l -> l.raw()).toList();
    }

    private static boolean endsInNewline(Database<?> database) {
        byte[] bytes = database.bytes();
        return bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    }
}
