package org.hubwarden.host.linux.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;

/** Entries of the journal that name something, as short lines. Bounded in number and time. */
final class JournalSearch {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String MOST_ENTRIES = "200";
    private static final int LONGEST = 160;
    private static final JsonFactory JSON = new JsonFactory();
    private static final String OURS = "hubwarden";

    private final Waits waits;

    JournalSearch(Waits waits) {
        this.waits = waits;
    }

    /** The lines of others, each as {@code program (uid N): "message"}. */
    List<String> linesWith(String word, Instant since) {
        List<String> command = List.of(
                "journalctl",
                "--quiet",
                "--no-pager",
                "--since=@" + since.getEpochSecond(),
                "--lines=" + MOST_ENTRIES,
                "--case-sensitive=yes",
                "--grep=" + Pattern.compile("[^A-Za-z0-9/_]").matcher(word).replaceAll("\\\\$0"),
                "--output=json",
                "--output-fields=SYSLOG_IDENTIFIER,_COMM,_UID,_SYSTEMD_UNIT,MESSAGE");
        return ChildProcess.run(waits, "the journal", command, "", LIMIT) instanceof ChildProcess.End.Exited exited
                ? exited.output().lines().flatMap(line -> shown(line).stream()).toList()
                : List.of();
    }

    static Optional<String> shown(String json) {
        Map<String, String> entry = fields(json);
        String program = entry.getOrDefault("SYSLOG_IDENTIFIER", entry.getOrDefault("_COMM", "somebody"));
        String message = entry.getOrDefault("MESSAGE", "");
        boolean isOurs =
                program.equals(OURS) || entry.getOrDefault("_SYSTEMD_UNIT", "").equals(OURS + ".service");
        if (isOurs || message.isEmpty()) {
            return Optional.empty();
        }
        String cut = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        return Optional.of(program + " (uid " + entry.getOrDefault("_UID", "?") + "): \"" + cut + "\"");
    }

    /** Fields that are text; what journald writes as arrays of bytes is passed over. */
    private static Map<String, String> fields(String json) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException broken) {
            return Map.of();
        }
        return fields;
    }
}
