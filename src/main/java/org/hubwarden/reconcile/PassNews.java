package org.hubwarden.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.audit.OutcomeCodec;
import org.hubwarden.observed.Json;

/**
 * What a pass came to, for another process: as JSON, to be read by the same version of hubwarden.
 *
 * @param run names the pass
 */
public record PassNews(String run, PassResult.Verdict verdict, List<Outcome> outcomes, List<String> failures) {

    private static final JsonFactory JSON = new JsonFactory();

    public PassNews {
        outcomes = List.copyOf(outcomes);
        failures = List.copyOf(failures);
    }

    /** What is told of a pass. */
    public static PassNews of(PassResult result) {
        return new PassNews(result.run(), result.verdict(), result.outcomes(), result.failures());
    }

    /** As one object. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("run", run);
            out.writeStringField("verdict", verdict.name());
            out.writeArrayFieldStart("outcomes");
            for (Outcome outcome : outcomes) {
                OutcomeCodec.write(out, outcome);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("failures");
            for (String failure : failures) {
                out.writeString(failure);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text.toString();
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static PassNews fromJson(String text) {
        Json json = Json.parse(text).orElseThrow(() -> new IllegalArgumentException("no JSON"));
        return new PassNews(
                json.get("run").text().orElse(""),
                PassResult.Verdict.valueOf(json.get("verdict").text().orElse("")),
                json.get("outcomes").elements().stream().map(OutcomeCodec::read).toList(),
                json.get("failures").elements().stream()
                        .map(failure -> failure.text().orElse(""))
                        .toList());
    }

    /**
     * The whole, with a look of one's own at what is left: the daemon looked at the same a moment before.
     *
     * @param now that look
     */
    public PassResult with(Assessment now) {
        return new PassResult(run, verdict, now, outcomes, Optional.of(now), failures);
    }
}
