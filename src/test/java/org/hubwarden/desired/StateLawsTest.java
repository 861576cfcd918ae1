package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file, over files made by seed. */
class StateLawsTest {

    private static final int FILES_OF_A_SEED = 100;

    /** Pieces that mean something to YAML, to the reader of bytes, or to us. */
    private static final List<String> PIECES = List.of(
            "&a ",
            "*a",
            "!!str ",
            "!x!y ",
            "? ",
            ": ",
            "- ",
            "|\n",
            ">-\n",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            "%TAG",
            "---\n",
            "...\n",
            "\"\\U00110000\"",
            "\"\\ud800\"",
            "<<: ",
            "\t",
            "\r",
            "\0",
            "\u0085",
            "\u2028",
            "#",
            "\n",
            "\n\n",
            "  ",
            "\ufeff",
            "users:",
            "version: 1\n",
            "~",
            "null",
            "\ud83d\ude00",
            "`",
            "@",
            "%YAML 1.1");

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverWayAStateIsWrittenItIsReadAsThatState(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < FILES_OF_A_SEED; i++) {
            DesiredState state = new RandomState(random).next();
            String text = new Rendering(random).of(state);
            assertEquals(new StateReading.Accepted(state, List.of()), Readings.read(text), () -> text);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedFileIsReadOrRefusedInGoodOrder(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < FILES_OF_A_SEED; i++) {
            String text = new Rendering(random).of(new RandomState(random).next());
            byte[] damaged = text.getBytes(StandardCharsets.UTF_8);
            for (int times = random.nextInt(4); times >= 0; times--) {
                damaged = damage(damaged, random);
            }
            check(StateParser.parse(damaged, Readings.FILE), damaged);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFileCutOffAnywhereButAfterALineIsRefused(int seed) {
        Random random = new Random(seed);
        byte[] whole = new Rendering(random).of(new RandomState(random).next()).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < FILES_OF_A_SEED; i++) {
            int length = random.nextInt(whole.length);
            if (length == 0 || whole[length - 1] != '\n') {
                StateReading reading = StateParser.parse(Arrays.copyOf(whole, length), Readings.FILE);
                assertTrue(reading instanceof StateReading.Refused, "accepted " + length + " of " + whole.length);
            }
        }
    }

    private static byte[] damage(byte[] content, Random random) {
        int at = random.nextInt(content.length + 1);
        int to = Math.min(content.length, at + random.nextInt(8));
        return switch (random.nextInt(4)) {
            case 0 -> join(content, at, new byte[] {(byte) random.nextInt(256)}, Math.min(content.length, at + 1));
            case 1 -> join(content, at, new byte[0], to);
            case 2 -> join(content, at, Arrays.copyOfRange(content, at, to), at);
            default -> join(content, at, piece(random), at);
        };
    }

    private static byte[] piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[] content, int at, byte[] middle, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(content, 0, at);
        joined.writeBytes(middle);
        joined.write(content, from, content.length - from);
        return joined.toByteArray();
    }

    private static void check(StateReading reading, byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        if (reading instanceof StateReading.Refused refused) {
            assertFalse(refused.problems().isEmpty(), text);
            assertEquals(
                    Math.min(refused.total(), StateReading.MOST_PRINTED),
                    refused.problems().size(),
                    text);
            checkProblems(refused.problems(), text);
        } else {
            assertTrue(text.endsWith("\n"), text);
            checkProblems(((StateReading.Accepted) reading).warnings(), text);
        }
    }

    private static void checkProblems(List<Problem> problems, String text) {
        long lines = 1 + text.chars().filter(c -> c == '\n').count();
        Comparator<Problem> order = Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);
        assertEquals(problems.stream().sorted(order).toList(), problems, text);
        for (Problem p : problems) {
            assertTrue(p.line() >= 0 && p.line() <= lines && (p.line() == 0) == (p.column() == 0), p + "\n" + text);
            assertTrue(p.sentence().codePoints().noneMatch(Character::isISOControl), p + "\n" + text);
            assertTrue(p.sentence().length() < 1000, p + "\n" + text);
        }
    }
}
