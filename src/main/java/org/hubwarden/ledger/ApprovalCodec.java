package org.hubwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Approvals as bytes: JSON that people can read, with the digest that they typed. */
public final class ApprovalCodec {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int VERSION = 1;

    private ApprovalCodec() {}

    /** The bytes of an approval. */
    public static byte[] encode(Approval approval) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
            out.writeStartObject();
            out.writeNumberField("version", VERSION);
            out.writeStringField("digest", approval.stakes().digest());
            out.writeStringField("approved_at", approval.at().toString());
            out.writeStringField("state_sha256", approval.stakes().stateSha256());
            out.writeArrayFieldStart("changes");
            for (String change : approval.stakes().changes()) {
                out.writeString(change);
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Takes bytes apart; empty for whatever {@link #encode} does not write so: it is nobody's yes. */
    public static Optional<Approval> decode(byte[] bytes) {
        try (JsonParser in = JSON.createParser(bytes)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            expect("version".equals(in.nextFieldName()) && in.nextIntValue(-1) == VERSION);
            String digest = text(in, "digest");
            Instant at = Instant.parse(text(in, "approved_at"));
            Stakes stakes = new Stakes(text(in, "state_sha256"), changes(in));
            expect(in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            return Optional.of(new Approval(stakes, at))
                    .filter(a -> stakes.digest().equals(digest));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static SortedSet<String> changes(JsonParser in) throws IOException {
        SortedSet<String> changes = new TreeSet<>();
        expect("changes".equals(in.nextFieldName()) && in.nextToken() == JsonToken.START_ARRAY);
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            changes.add(in.getText());
        }
        expect(in.currentToken() == JsonToken.END_ARRAY);
        return changes;
    }

    private static String text(JsonParser in, String name) throws IOException {
        expect(name.equals(in.nextFieldName()));
        String value = in.nextTextValue();
        expect(value != null);
        return String.valueOf(value);
    }

    private static void expect(boolean met) throws IOException {
        if (!met) {
            throw new IOException("not as it is written");
        }
    }
}
