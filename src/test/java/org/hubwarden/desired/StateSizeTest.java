package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Time grows with the size of the file, also for files made to hurt. */
class StateSizeTest {

    private static final String HEAD = "version: 1\n";

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("users of a class", 10_000, n -> users(n, "groups: [cs]") + "groups: [cs]\n"),
                shape("every line wrong", 2_000, n -> users(n, "groups: [unknown, docker]") + "groups: [cs]\n"),
                shape("groups nobody declared", 1_000, n -> users(n, "groups: [h]") + groups(n)),
                shape("one name again and again", 5_000, n -> "users: [" + "alice, ".repeat(n) + "]\n"),
                shape("a long word", 200_000, n -> "users: [" + "a".repeat(n) + "]\n"),
                shape("a long quoted text", 200_000, n -> "users: [\"" + "a,".repeat(n / 2) + "\"]\n"),
                shape("a long remark", 200_000, n -> "users: [a] # " + "a ".repeat(n / 2) + "\n"),
                shape("a name over many lines", 20_000, n -> "users: [a" + "\n ".repeat(n) + "b]\n"),
                shape("open brackets", 20_000, n -> "users: " + "[".repeat(n) + "\n"),
                shape("open dashes", 20_000, n -> "users:\n " + "- ".repeat(n) + "\n"),
                shape("tabs", 20_000, n -> "users:\n" + "\t- a\n".repeat(n)),
                shape("tags", 20_000, n -> "users: [" + "!a b, ".repeat(n / 6) + "]\n"));
    }

    private static Arguments shape(String name, int size, IntFunction<String> text) {
        return Arguments.of(name, size, text);
    }

    private static String users(int count, String settings) {
        return IntStream.range(0, count)
                .mapToObj(i -> "  user" + i + ": {" + settings + "}\n")
                .collect(Collectors.joining("", "users:\n", ""));
    }

    private static String groups(int count) {
        return IntStream.range(0, count).mapToObj(i -> "g" + i).collect(Collectors.joining(", ", "groups: [", "]\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void tenTimesTheFileTakesNotMuchMoreThanTenTimesTheTime(String name, int size, IntFunction<String> text) {
        byte[] small = (HEAD + text.apply(size)).getBytes(StandardCharsets.UTF_8);
        byte[] large = (HEAD + text.apply(10 * size)).getBytes(StandardCharsets.UTF_8);
        long quick = IntStream.range(0, 4).mapToLong(i -> nanos(small)).min().orElseThrow();
        long slow = IntStream.range(0, 2).mapToLong(i -> nanos(large)).min().orElseThrow();

        // A fixed part, for files so small that a pause of the machine counts more than they do.
        long bound = 40 * quick + 200_000_000;
        assertTrue(slow < bound, name + ": " + slow / 1000 + " us after " + quick / 1000 + " us");
    }

    private static long nanos(byte[] content) {
        long start = System.nanoTime();
        StateParser.parse(content, Readings.FILE);
        return System.nanoTime() - start;
    }

    @Test
    void aHundredThousandUsersAreRead() {
        StateReading.Accepted reading = Readings.accepted(HEAD + users(100_000, "groups: [cs]") + "groups: [cs]\n");

        assertEquals(100_000, reading.state().users().size());
    }

    @Test
    void aFileIsLookedAtUpToTheLargestSize() {
        byte[] largest = new byte[StateParser.LARGEST];
        largest[0] = (byte) 0xff;
        largest[1] = (byte) 0xfe;

        assertEquals(
                "state.yaml:1:1: the file is UTF-16, not UTF-8; save it as UTF-8",
                Readings.refused(largest).problems().get(0).toString());
        assertEquals(
                "state.yaml: the file has 67108865 bytes; 67108864 are the most that is read",
                Readings.refused(Arrays.copyOf(largest, largest.length + 1))
                        .problems()
                        .get(0)
                        .toString());
    }
}
