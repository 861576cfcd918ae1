package org.hubwarden.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Waiting;

/** The status file's text. */
final class StatusJson {

    private static final JsonFactory JSON = new JsonFactory();
    static final int VERSION = 1;

    private StatusJson() {}

    static String write(StatusReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("hubwarden", report.version());
            json.writeNumberField("pid", report.pid());
            json.writeStringField("state", report.state().text());
            writeInstant(json, "since", report.since());
            writeActivity(json, report.activity());
            writeInstant(json, "last_pass_at", report.lastPassAt());
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

    private static void writeInstant(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        if (instant.isPresent()) {
            json.writeStringField(name, instant.get().toString());
        }
    }

    private static void writeActivity(JsonGenerator json, Activity activity) throws IOException {
        writeInstant(json, "pass_since", activity.passSince());
        writeInstant(json, "next_pass_at", activity.nextPassAt());
        json.writeArrayFieldStart("waiting");
        for (Waiting waiting : activity.waiting()) {
            json.writeStartObject();
            json.writeStringField("for", waiting.what());
            json.writeStringField("since", waiting.since().toString());
            if (waiting.atMost().isPresent()) {
                json.writeNumberField("at_most_ms", waiting.atMost().get().toMillis());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeList(JsonGenerator json, String name, List<String> lines) throws IOException {
        json.writeArrayFieldStart(name);
        for (String line : lines) {
            json.writeString(line);
        }
        json.writeEndArray();
    }
}
