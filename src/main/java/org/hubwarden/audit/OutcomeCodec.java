package org.hubwarden.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.hubwarden.apply.Outcome;
import org.hubwarden.observed.Json;

/** Outcomes as JSON, for another process of the same hubwarden. */
public final class OutcomeCodec {

    private static final String FAILED = "failed";

    private OutcomeCodec() {}

    /** Writes one as an object. */
    public static void write(JsonGenerator out, Outcome outcome) throws IOException {
        out.writeStartObject();
        ChangeCodec.write(out, outcome.change());
        if (outcome instanceof Outcome.Failed failed) {
            out.writeStringField(FAILED, failed.why());
        }
        out.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Outcome read(Json object) {
        Optional<String> failed = object.get(FAILED).text();
        return failed.<Outcome>map(why -> new Outcome.Failed(ChangeCodec.read(object), why))
                .orElseGet(() -> new Outcome.Done(ChangeCodec.read(object)));
    }
}
