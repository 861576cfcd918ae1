package org.hubwarden.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.observed.Json;
import org.hubwarden.plan.Change;

/** What is kept of the runs that are owed to the journal, as JSON. */
final class TrailCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "1";

    private TrailCodec() {}

    static byte[] encode(List<TrailRun> runs) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("version", VERSION);
            out.writeArrayFieldStart("runs");
            for (TrailRun run : runs) {
                encode(out, run);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void encode(JsonGenerator out, TrailRun run) throws IOException {
        out.writeStartObject();
        out.writeStringField("run", run.id());
        if (run.stateSha256().isPresent()) {
            out.writeStringField("state_sha256", run.stateSha256().get());
        }
        out.writeBooleanField("done", run.areDone());
        out.writeArrayFieldStart("changes");
        for (Map.Entry<Integer, Change> change : run.changes().entrySet()) {
            out.writeStartObject();
            out.writeNumberField("number", change.getKey());
            ChangeCodec.write(out, change.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException for anything else, and for another version
     */
    static List<TrailRun> decode(byte[] content) {
        Json whole = Json.parse(new String(content, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("it is no JSON"));
        if (!whole.get("version").text().equals(Optional.of(VERSION))) {
            throw new IllegalArgumentException("it is of another version");
        }
        List<TrailRun> runs = new ArrayList<>();
        whole.get("runs").elements().forEach(run -> runs.add(decode(run)));
        return runs;
    }

    private static TrailRun decode(Json run) {
        Map<Integer, Change> changes = new LinkedHashMap<>();
        for (Json change : run.get("changes").elements()) {
            String number = change.get("number").text().orElse("");
            changes.put(Integer.valueOf(number), ChangeCodec.read(change));
        }
        return new TrailRun(
                run.get("run").text().orElseThrow(() -> new IllegalArgumentException("a run has no name")),
                run.get("state_sha256").text(),
                run.get("done").text().equals(Optional.of("true")),
                changes);
    }
}
