package org.hubwarden.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status file's text. */
final class StatusJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    private StatusJson() {}

    static String write(StatusReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("hubwarden", report.version());
            json.writeNumberField("pid", report.pid());
            json.writeStringField("state", report.state().text());
            if (report.lastPassAt().isPresent()) {
                json.writeStringField("last_pass_at", report.lastPassAt().get().toString());
            }
            if (report.lastPassTook().isPresent()) {
                json.writeNumberField(
                        "last_pass_ms", report.lastPassTook().get().toMillis());
            }
            json.writeStringField("summary", report.summary());
            json.writeNumberField("accounts_in_use", report.accountsInUse());
            json.writeNumberField("accounts_locked", report.accountsLocked());
            writeList(json, "findings", report.findings());
            writeList(json, "problems", report.problems());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text + "\n";
    }

    private static void writeList(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }

    static Optional<StatusReport> read(String text) {
        Map<String, String> scalars = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readField(json, scalars, lists);
            }
            return Optional.of(report(scalars, lists));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void readField(JsonParser json, Map<String, String> scalars, Map<String, List<String>> lists)
            throws IOException {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY) {
            List<String> lines = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                lines.add(json.getText());
                json.skipChildren();
            }
            lists.put(name, lines);
        } else if (value == JsonToken.START_OBJECT) {
            json.skipChildren();
        } else {
            scalars.put(name, json.getText());
        }
    }

    private static StatusReport report(Map<String, String> scalars, Map<String, List<String>> lists) {
        if (Integer.parseInt(required(scalars, "version")) != VERSION) {
            throw new IllegalArgumentException("another version");
        }
        return new StatusReport(
                required(scalars, "hubwarden"),
                Long.parseLong(required(scalars, "pid")),
                StatusReport.State.parse(required(scalars, "state")).orElseThrow(IllegalArgumentException::new),
                Optional.ofNullable(scalars.get("last_pass_at")).map(Instant::parse),
                Optional.ofNullable(scalars.get("last_pass_ms"))
                        .map(Long::parseLong)
                        .map(Duration::ofMillis),
                required(scalars, "summary"),
                Integer.parseInt(required(scalars, "accounts_in_use")),
                Integer.parseInt(required(scalars, "accounts_locked")),
                lists.getOrDefault("findings", List.of()),
                lists.getOrDefault("problems", List.of()));
    }

    private static String required(Map<String, String> scalars, String name) {
        String value = scalars.get(name);
        if (value == null) {
            throw new IllegalArgumentException("without " + name);
        }
        return value;
    }
}
