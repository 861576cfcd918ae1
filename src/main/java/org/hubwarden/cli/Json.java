package org.hubwarden.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;

/** Writes one JSON object, indented. Not loaded unless {@code --json} is given. Not thread-safe. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int VERSION = 1;

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /** The object whose fields the writer adds, after the version of its shape; without a newline at the end. */
    static String object(Fields writer) {
        return plain(json -> {
            json.field("version", VERSION);
            writer.write(json);
        });
    }

    /** An object with the fields that the writer adds and no others, for shapes that are not ours. */
    static String plain(Fields writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text).useDefaultPrettyPrinter()) {
            generator.writeStartObject();
            writer.write(new Json(generator));
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text.toString();
    }

    void field(String name, String value) throws IOException {
        out.writeStringField(name, value);
    }

    void field(String name, long value) throws IOException {
        out.writeNumberField(name, value);
    }

    void field(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
    }

    /** Left out when there is no value. */
    void field(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get());
        }
    }

    /** Left out when there is no value. */
    void number(String name, Optional<Long> value) throws IOException {
        if (value.isPresent()) {
            field(name, value.get());
        }
    }

    void nested(String name, Fields writer) throws IOException {
        out.writeObjectFieldStart(name);
        writer.write(this);
        out.writeEndObject();
    }

    void strings(String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    <T> void objects(String name, Collection<T> values, Element<T> writer) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            out.writeStartObject();
            writer.write(this, value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Adds fields to the object that is open. */
    @FunctionalInterface
    interface Fields {
        void write(Json json) throws IOException;
    }

    /** Adds the fields of one element of an array. */
    @FunctionalInterface
    interface Element<T> {
        void write(Json json, T value) throws IOException;
    }
}
