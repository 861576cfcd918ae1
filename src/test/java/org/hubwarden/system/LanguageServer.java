package org.hubwarden.system;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The language server that editors use for YAML, as a child that is spoken to as an editor does: JSON-RPC on its standard
 * input and output. It reads nothing from the network: its own list of schemas is switched off.
 */
final class LanguageServer implements AutoCloseable {

    /** The server asks an editor for its settings. */
    private static final String SETTINGS = "{\"validate\":true,\"completion\":true,\"schemaStore\":{\"enable\":false}}";

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private final BlockingQueue<Map<?, ?>> messages = new LinkedBlockingQueue<>();
    private int requests;

    LanguageServer() throws IOException {
        Result found = Background.start(
                        List.of("packaging/language-server"), List.of("packaging/language-server"), new byte[0])
                .await(Duration.ofMinutes(5))
                .orFail();
        process = new ProcessBuilder("node", found.stdout().strip(), "--stdio")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        to = process.getOutputStream();
        from = new BufferedInputStream(process.getInputStream());
        Thread reader = new Thread(this::readAll, "language server");
        reader.setDaemon(true);
        reader.start();
        request(
                "initialize",
                "{\"processId\":null,\"rootUri\":null,\"capabilities\":{\"workspace\":{\"configuration\":true},"
                        + "\"textDocument\":{\"completion\":{\"completionItem\":{}}}}}");
        send("\"method\":\"initialized\",\"params\":{}");
        send("\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":{\"yaml\":" + SETTINGS + "}}");
    }

    /** Opens a file with this text, and waits for what is said about it: {@code LINE: message} each, lines from 1. */
    List<String> opened(Path file, String text) throws IOException {
        Files.writeString(file, text);
        String uri = file.toUri().toString();
        send("\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{\"uri\":\"" + uri
                + "\",\"languageId\":\"yaml\",\"version\":1,\"text\":" + quoted(text) + "}}");
        Map<?, ?> params = object(await("textDocument/publishDiagnostics").get("params"));
        List<String> said = new ArrayList<>();
        for (Object each : list(params.get("diagnostics"))) {
            Map<?, ?> range = object(object(each).get("range"));
            said.add(number(object(range.get("start")).get("line")) + 1 + ": "
                    + object(each).get("message"));
        }
        return said;
    }

    /** What the editor would propose at a place of an open file; line and column from 1. */
    Set<String> completions(Path file, int line, int column) throws IOException {
        Map<?, ?> answer = request(
                "textDocument/completion",
                "{\"textDocument\":{\"uri\":\"" + file.toUri() + "\"},\"position\":{\"line\":" + (line - 1)
                        + ",\"character\":" + (column - 1) + "}}");
        Object result = answer.get("result");
        Object items = result instanceof Map<?, ?> map ? map.get("items") : result;
        Set<String> labels = new TreeSet<>();
        list(items).forEach(item -> labels.add(String.valueOf(object(item).get("label"))));
        return labels;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private Map<?, ?> request(String method, String params) throws IOException {
        int id = ++requests;
        send("\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params);
        return await(Long.valueOf(id));
    }

    /** The next message with this id, or of this method; the server's own questions are answered meanwhile. */
    private Map<?, ?> await(Object wanted) throws IOException {
        while (true) {
            Map<?, ?> message = next();
            boolean asks = message.containsKey("method") && message.containsKey("id");
            if (asks) {
                answer(message);
            } else if (wanted.equals(message.get("id")) || wanted.equals(message.get("method"))) {
                return message;
            }
        }
    }

    private Map<?, ?> next() {
        try {
            Map<?, ?> message = messages.poll(Container.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the language server says nothing");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void answer(Map<?, ?> question) throws IOException {
        String result = "null";
        if ("workspace/configuration".equals(question.get("method"))) {
            List<String> settings = new ArrayList<>();
            for (Object item : list(object(question.get("params")).get("items"))) {
                settings.add("yaml".equals(object(item).get("section")) ? SETTINGS : "null");
            }
            result = settings.toString();
        }
        Object id = question.get("id");
        send("\"id\":" + (id instanceof String ? "\"" + id + "\"" : id) + ",\"result\":" + result);
    }

    private void send(String fields) throws IOException {
        byte[] body = ("{\"jsonrpc\":\"2.0\"," + fields + "}").getBytes(StandardCharsets.UTF_8);
        to.write(("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        to.write(body);
        to.flush();
    }

    private void readAll() {
        try {
            for (int length = header(); length > 0; length = header()) {
                byte[] body = from.readNBytes(length);
                try (JsonParser parser = new JsonFactory().createParser(body)) {
                    parser.nextToken();
                    messages.add(object(value(parser)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long the next message is; 0 at the end. */
    private int header() throws IOException {
        int length = 0;
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c >= 0; c = from.read()) {
            if (c == '\n' && line.toString().isBlank()) {
                return length;
            }
            if (c == '\n') {
                String[] field = line.toString().split(":", 2);
                length = field[0].equalsIgnoreCase("Content-Length") ? Integer.parseInt(field[1].strip()) : length;
                line.setLength(0);
            } else {
                line.append((char) c);
            }
        }
        return 0;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> map = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getLongValue() : parser.getText();
    }

    private static Map<?, ?> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : -1;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
