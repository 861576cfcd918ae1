package org.hubwarden.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Waiting;

/** Reads the status file's text. Keys that it does not know are skipped. */
final class StatusJsonReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> scalars = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final List<Map<String, String>> waiting = new ArrayList<>();

    private StatusJsonReader() {}

    static Optional<StatusReport> read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return json.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(new StatusJsonReader().report(json))
                    : Optional.empty();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private StatusReport report(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            readField(json);
        }
        return report();
    }

    private void readField(JsonParser json) throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
            readList(json, name);
        } else if (value == JsonToken.START_OBJECT) {
            json.skipChildren();
        } else {
            scalars.put(name, json.getText());
        }
    }

    private void readList(JsonParser json, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (name.equals("waiting") && json.currentToken() == JsonToken.START_OBJECT) {
                waiting.add(flatObject(json));
            } else {
                lines.add(json.getText());
                json.skipChildren();
            }
        }
        lists.put(name, lines);
    }

    private static Map<String, String> flatObject(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
            json.skipChildren();
        }
        return fields;
    }

    private StatusReport report() {
        if (Integer.parseInt(required(scalars, "version")) != StatusJson.VERSION) {
            throw new IllegalArgumentException("another version");
        }
        return new StatusReport(
                required(scalars, "hubwarden"),
                Long.parseLong(required(scalars, "pid")),
                StatusReport.State.parse(required(scalars, "state")).orElseThrow(IllegalArgumentException::new),
                instant("since"),
                activity(),
                instant("last_pass_at"),
                millis(scalars, "last_pass_ms"),
                required(scalars, "summary"),
                Integer.parseInt(required(scalars, "accounts_in_use")),
                Integer.parseInt(required(scalars, "accounts_locked")),
                lists.getOrDefault("findings", List.of()),
                lists.getOrDefault("problems", List.of()));
    }

    private Activity activity() {
        List<Waiting> waits = waiting.stream()
                .map(fields -> new Waiting(
                        required(fields, "for"),
                        Instant.parse(required(fields, "since")),
                        millis(fields, "at_most_ms")))
                .toList();
        return new Activity(instant("pass_since"), instant("next_pass_at"), waits);
    }

    private Optional<Instant> instant(String name) {
        return Optional.ofNullable(scalars.get(name)).map(Instant::parse);
    }

    private static Optional<Duration> millis(Map<String, String> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(Long::parseLong).map(Duration::ofMillis);
    }

    private static String required(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("without " + name);
        }
        return value;
    }
}
