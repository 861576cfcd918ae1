package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.hubwarden.observed.Database;
import org.hubwarden.observed.Entry;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.GshadowEntry;
import org.hubwarden.observed.Line;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.ShadowEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we do not own comes out byte for byte, whatever it is. */
class ByteLawsTest {
    private static final List<Function<String, Optional<? extends Entry>>> READERS =
            List.of(PasswdEntry::parse, GroupEntry::parse, ShadowEntry::parse, GshadowEntry::parse);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsReadIsWritten(long seed) {
        byte[] file = file(new Random(seed));
        assertArrayEquals(file, Database.parse(file, PasswdEntry::parse).bytes());
        assertArrayEquals(file, Database.parse(file, GroupEntry::parse).bytes());
        assertArrayEquals(file, Database.parse(file, ShadowEntry::parse).bytes());
        assertArrayEquals(file, Database.parse(file, GshadowEntry::parse).bytes());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEditChangesItsOwnLinesOnly(long seed) {
        Random random = new Random(seed);
        Database<PasswdEntry> before = Database.parse(file(random), PasswdEntry::parse);
        PasswdEntry changed = new PasswdEntry("user" + random.nextInt(6), "x", 1, 2, "", "/h", "/s");
        PasswdEntry added = new PasswdEntry("brand-new", "x", 3, 4, "", "/h", "/s");
        Database<PasswdEntry> after = before.with(List.of(changed, added));
        List<String> expected =
                new ArrayList<>(before.lines().stream().map(Line::raw).toList());
        Optional<Line<PasswdEntry>> old = before.findLine(changed.name());
        old.ifPresent(line -> expected.set(expected.indexOf(line.raw()), changed.toLine()));
        List<String> rest =
                new ArrayList<>(after.lines().stream().map(Line::raw).toList());
        rest.remove(added.toLine());
        if (old.isEmpty()) {
            rest.remove(changed.toLine());
        }
        assertEquals(expected, rest);
        assertEquals(
                Optional.of(added),
                Database.parse(after.bytes(), PasswdEntry::parse).find("brand-new"));
        assertEquals(after, Database.parse(after.bytes(), PasswdEntry::parse));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEntryIsReadAsItWasWritten(long seed) {
        for (Line<PasswdEntry> line :
                Database.parse(file(new Random(seed)), PasswdEntry::parse).lines()) {
            for (Function<String, Optional<? extends Entry>> reader : READERS) {
                reader.apply(line.raw()).ifPresent(e -> assertEquals(Optional.of(e), reader.apply(e.toLine())));
            }
        }
    }

    private static byte[] file(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(line(random)).append('\n');
        }
        if (random.nextInt(3) == 0 && text.length() > 0) {
            text.setLength(text.length() - 1);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String line(Random random) {
        String user = "user" + random.nextInt(6);
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> "# " + user + ":x:1:1::/:/bin/sh";
            case 2 -> "+" + user + "::::::";
            case 3 -> "-@netgroup";
            case 4 -> user;
            case 5 -> " \t" + user + ":x:1:1::/:/bin/sh";
            case 6 -> user + ":x:" + random.nextInt(3) + ":1::/:/bin/sh\r";
            case 7 -> user + ":x:1:1:" + "g".repeat(70_000) + ":/:/bin/sh";
            case 8 -> user + ":x:1:1:\0:/:/bin/sh";
            case 9 -> user + ":x: 07:+1: a,,b,\t" + user + ",";
            case 10 -> user + ":!:19000::::::";
            case 11 -> noise(random);
            default -> user + ":x:" + random.nextInt(3) + ":1:\u00f6:/home/" + user + ":/bin/sh";
        };
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            char c = (char) random.nextInt(256);
            text.append(c == '\n' ? ':' : c);
        }
        return text.toString();
    }
}
