package org.hubwarden.host.linux.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal by way of stderr. */
@Timeout(120)
class StderrJournalTest {

    @ParameterizedTest
    @CsvSource({"true,<3>made,ERROR", "true,<6>made,INFO", "false,made,WARNING"})
    void journalLinesBearTheirPriorityWhereJournaldListens(boolean prefixed, String line, Journal.Priority priority) {
        assertEquals(line + "\n", written(prefixed, priority, "made"));
    }

    @Test
    void journalLinesCannotBeForged() {
        assertEquals(
                "<6>a\\x0a<0>b\\x1b[2J\\x00\\x7f\\xc2\\x85\\xe2\\x80\\xa8\\xe2\\x80\\xae \u00e9\u65e5\ud83d\ude00\n",
                written(
                        true,
                        Journal.Priority.INFO,
                        "a\n<0>b\u001b[2J\0\u007f\u0085\u2028\u202e \u00e9\u65e5\ud83d\ude00"));
    }

    private static String written(boolean prefixed, Journal.Priority priority, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new StderrJournal(new PrintStream(bytes, false, UTF_8), prefixed)
                .write(new JournalEntry(priority, "00000000000000000000000000000000", message, List.of()));
        return bytes.toString(UTF_8);
    }

    @Test
    void journaldListensOnlyWhereStderrIsItsStream() throws Exception {
        Map<String, Object> stderr = Files.readAttributes(Path.of("/proc/self/fd/2"), "unix:dev,ino");
        assertTrue(
                StderrJournal.leadsToJournald(Map.of("JOURNAL_STREAM", stderr.get("dev") + ":" + stderr.get("ino"))));
        assertFalse(StderrJournal.leadsToJournald(Map.of("JOURNAL_STREAM", "1:2")));
        assertFalse(StderrJournal.leadsToJournald(Map.of()));
    }
}
