package org.hubwarden.desired;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Readings of state files given as text, for tests. */
final class Readings {

    static final String FILE = "state.yaml";

    private Readings() {}

    static StateReading read(String text) {
        return StateParser.parse(text.getBytes(StandardCharsets.UTF_8), FILE);
    }

    static StateReading.Accepted accepted(String text) {
        return assertInstanceOf(StateReading.Accepted.class, read(text));
    }

    static StateReading.Refused refused(String text) {
        return assertInstanceOf(StateReading.Refused.class, read(text));
    }

    static StateReading.Refused refused(byte[] content) {
        return assertInstanceOf(StateReading.Refused.class, StateParser.parse(content, FILE));
    }

    /** The problems as they are printed, without the name of the file. */
    static List<String> problems(String text) {
        return refused(text).problems().stream().map(Readings::printed).toList();
    }

    static List<String> warnings(String text) {
        return accepted(text).warnings().stream().map(Readings::printed).toList();
    }

    private static String printed(Problem problem) {
        return problem.toString().substring(FILE.length() + 1).strip();
    }
}
