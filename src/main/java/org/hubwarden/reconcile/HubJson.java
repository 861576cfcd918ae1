package org.hubwarden.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedSet;
import org.hubwarden.model.HubName;

/** The text of the file that the hub reads; docs/json.md describes it. */
final class HubJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    private HubJson() {}

    static String write(HubPeople people, Instant now, Duration interval) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField(
                    "written_at", now.truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeNumberField("interval_s", interval.toSeconds());
            names(json, "users", people.users());
            names(json, "admins", people.admins());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text + "\n";
    }

    private static void names(JsonGenerator json, String key, SortedSet<HubName> names) throws IOException {
        json.writeArrayFieldStart(key);
        for (HubName name : names) {
            json.writeString(name.value());
        }
        json.writeEndArray();
    }
}
