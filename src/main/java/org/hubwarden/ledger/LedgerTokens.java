package org.hubwarden.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.Closeable;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * JSON of which the order of fields is known: each is asked for by its name, and anything else in its place is an error with a line.
 * Fields that may be absent are asked for between {@link #next} and {@link #end}.
 */
final class LedgerTokens implements Closeable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser in;

    LedgerTokens(byte[] bytes) throws IOException {
        in = JSON.createParser(bytes);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What went wrong and where, without a piece of the content. */
    static String sentence(IOException e) {
        if (e instanceof JacksonException j && j.getLocation() != null) {
            return "line " + j.getLocation().getLineNr() + ": " + j.getOriginalMessage();
        }
        return String.valueOf(e.getMessage());
    }

    /** Reads the value of a field whose name was just read. */
    interface Value<T> {
        T read() throws IOException;
    }

    /** An object begins. */
    void begin() throws IOException {
        expect(in.nextToken(), JsonToken.START_OBJECT);
    }

    /** Goes to the first of what may be absent. */
    void next() throws IOException {
        in.nextToken();
    }

    /** A field that may be absent, in its place. */
    <T> Optional<T> optional(String name, Value<T> value) throws IOException {
        if (!isAt(name)) {
            return Optional.empty();
        }
        T read = value.read();
        in.nextToken();
        return Optional.of(read);
    }

    /** A field that must be there, after what may be absent. */
    void at(String name) throws IOException {
        expect(isAt(name), name);
    }

    private boolean isAt(String name) throws IOException {
        return in.currentToken() == JsonToken.FIELD_NAME && in.currentName().equals(name);
    }

    /** An object has ended, after what may be absent. */
    void end() throws IOException {
        expect(in.currentToken(), JsonToken.END_OBJECT);
    }

    /** An object ends now. */
    void nextEnd() throws IOException {
        next();
        end();
    }

    void nothingFollows() throws IOException {
        if (in.nextToken() != null) {
            throw odd("something follows");
        }
    }

    void array(String name) throws IOException {
        field(name);
        expect(in.nextToken(), JsonToken.START_ARRAY);
    }

    /** Whether another object of the array begins. */
    boolean nextElement() throws IOException {
        JsonToken token = in.nextToken();
        if (token == JsonToken.END_ARRAY) {
            return false;
        }
        expect(token, JsonToken.START_OBJECT);
        return true;
    }

    void field(String name) throws IOException {
        expect(name.equals(in.nextFieldName()), name);
    }

    String text(String name) throws IOException {
        field(name);
        return text();
    }

    String text() throws IOException {
        expect(in.nextToken(), JsonToken.VALUE_STRING);
        return in.getText();
    }

    long number(String name) throws IOException {
        field(name);
        expect(in.nextToken(), JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    boolean flag(String name) throws IOException {
        field(name);
        JsonToken token = in.nextToken();
        expect(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "true or false");
        return token == JsonToken.VALUE_TRUE;
    }

    SortedSet<Long> numbers() throws IOException {
        SortedSet<Long> numbers = new TreeSet<>();
        expect(in.nextToken(), JsonToken.START_ARRAY);
        while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.add(in.getLongValue());
        }
        expect(in.currentToken(), JsonToken.END_ARRAY);
        return numbers;
    }

    Instant moment(String name) throws IOException {
        field(name);
        return moment();
    }

    Instant moment() throws IOException {
        try {
            return Instant.parse(text());
        } catch (DateTimeException e) {
            throw odd("a moment expected");
        }
    }

    LocalDate day() throws IOException {
        try {
            return LocalDate.parse(text());
        } catch (DateTimeException e) {
            throw odd("a day expected");
        }
    }

    private void expect(JsonToken found, JsonToken wanted) throws IOException {
        expect(found == wanted, wanted.name());
    }

    private void expect(boolean met, String wanted) throws IOException {
        if (!met) {
            throw odd(wanted + " expected");
        }
    }

    IOException odd(String what) {
        return new IOException("line " + in.currentLocation().getLineNr() + ": " + what);
    }
}
