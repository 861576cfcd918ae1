package org.hubwarden.observed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON text as values. What is missing or of another kind is empty, so that a path into it needs no checks. */
public sealed interface Json {

    /** Members by name. */
    record Members(Map<String, Json> byName) implements Json {}

    /** Elements in order. */
    record Elements(List<Json> list) implements Json {}

    /** A text, number, boolean or null, as written. */
    record Scalar(String value) implements Json {}

    /** Reads a text; empty when it is not JSON. */
    static Optional<Json> parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            Json whole = read(parser);
            return parser.nextToken() == null ? Optional.of(whole) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static Json read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Json> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser));
            }
            return new Members(members);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Json> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return new Elements(elements);
        }
        return new Scalar(String.valueOf(parser.getText()));
    }

    /** The members of an object. */
    default Map<String, Json> members() {
        return this instanceof Members members ? members.byName() : Map.of();
    }

    /** The member with this name. */
    default Json get(String name) {
        return members().getOrDefault(name, new Elements(List.of()));
    }

    /** The elements of an array. */
    default List<Json> elements() {
        return this instanceof Elements elements ? elements.list() : List.of();
    }

    /** A scalar as text. */
    default Optional<String> text() {
        return this instanceof Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
    }

    /** The scalars of an array as texts. */
    default List<String> texts() {
        return elements().stream().flatMap(e -> e.text().stream()).toList();
    }
}
