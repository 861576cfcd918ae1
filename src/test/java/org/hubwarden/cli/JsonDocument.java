package org.hubwarden.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables of docs/json.md: one for each command, and one for each shape that several have. */
final class JsonDocument {

    private static final Pattern HEADING = Pattern.compile("## (`.+)|### ([a-z]+)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final Pattern BASE = Pattern.compile("What an? \\[([a-z]+)\\]\\(#\\1\\) has, and:");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9_]+)` \\| ([^|]+) \\| [^|]*\\|");

    private final String text;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<String> sections = new TreeSet<>();

    /**
     * The keys of an object.
     *
     * @param types from key to the type as the document writes it
     * @param owners from key to the table that has its row: this one, or that of a shape it builds on
     */
    record Table(String name, Map<String, String> types, Map<String, String> owners) {

        String ownerOf(String key) {
            return owners.getOrDefault(key, name);
        }

        private void add(String key, String type, String owner) {
            types.put(key, type);
            owners.put(key, owner);
        }
    }

    private JsonDocument(String text) {
        this.text = text;
        // Twice, because a shape stands below the commands that build on it.
        for (int i = 0; i < 2; i++) {
            read(text);
        }
    }

    static JsonDocument read() {
        try {
            return new JsonDocument(Files.readString(Path.of("docs/json.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    /** The commands that have a table, as the headings write them. */
    Set<String> sections() {
        return sections;
    }

    /** The table of a command; the name ends in a space where it is one with an operand, whatever that is called. */
    Table section(String command) {
        return sections.stream()
                .filter(s -> command.endsWith(" ") ? s.startsWith(command) : s.equals(command))
                .findFirst()
                .map(this::shape)
                .orElseThrow(() -> new AssertionError("docs/json.md has no section for " + command));
    }

    Table shape(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new AssertionError("docs/json.md has no table for " + name);
        }
        return table;
    }

    /** Every row, as {@code table.key}. */
    Set<String> all() {
        Set<String> all = new TreeSet<>();
        tables.values().forEach(t -> t.types().keySet().forEach(key -> all.add(t.ownerOf(key) + "." + key)));
        return all;
    }

    private void read(String document) {
        Table table = new Table("", new LinkedHashMap<>(), new LinkedHashMap<>());
        for (String line : document.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher base = BASE.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                table = opened(line, heading.group(2));
            } else if (base.matches() && tables.containsKey(base.group(1))) {
                Table below = shape(base.group(1));
                for (Map.Entry<String, String> each : below.types().entrySet()) {
                    table.add(each.getKey(), each.getValue(), below.ownerOf(each.getKey()));
                }
            } else if (row.matches()) {
                table.add(row.group(1), row.group(2).strip(), table.name());
            }
        }
    }

    /** A heading of commands has one table for all of them. */
    private Table opened(String line, @Nullable String shape) {
        if (shape != null) {
            return tables.computeIfAbsent(shape, JsonDocument::empty);
        }
        Table table = empty(line);
        Matcher name = NAME.matcher(line);
        while (name.find()) {
            sections.add(name.group(1));
            tables.put(name.group(1), table);
        }
        return table;
    }

    private static Table empty(String name) {
        return new Table(name, new LinkedHashMap<>(), new LinkedHashMap<>());
    }
}
