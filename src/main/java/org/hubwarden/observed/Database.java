package org.hubwarden.observed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One account file, byte for byte: {@code parse(bytes).bytes()} is {@code bytes}, whatever they are. Immutable; equal to
 * another when the bytes are.
 */
public final class Database<E extends Entry> {

    private final List<Line<E>> lines;
    private final boolean endsInNewline;
    private final Map<String, Integer> firstByName;

    private Database(List<Line<E>> lines, boolean endsInNewline) {
        this.lines = lines;
        this.endsInNewline = endsInNewline;
        this.firstByName = new HashMap<>(lines.size() * 2);
        for (int i = 0; i < lines.size(); i++) {
            int at = i;
            lines.get(i).entry().ifPresent(e -> firstByName.putIfAbsent(e.name(), at));
        }
    }

    /** Reads a file with the given reader of entries. Never fails: what is no entry is kept as a line. */
    public static <E extends Entry> Database<E> parse(byte[] content, Function<String, Optional<E>> reader) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<Line<E>> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(line(text.substring(start, end), reader));
            start = end + 1;
        }
        boolean endsInNewline = start == text.length();
        if (!endsInNewline) {
            lines.add(line(text.substring(start), reader));
        }
        return new Database<>(lines, endsInNewline);
    }

    private static <E extends Entry> Line<E> line(String raw, Function<String, Optional<E>> reader) {
        return Line.read(raw, reader.apply(raw));
    }

    /** The file as it is to be on disk. */
    public byte[] bytes() {
        StringBuilder text = new StringBuilder();
        for (Line<E> line : lines) {
            text.append(line.raw()).append('\n');
        }
        if (!endsInNewline && !lines.isEmpty()) {
            text.setLength(text.length() - 1);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Every line, entries or not, in the order of the file. Do not change the list. */
    public List<Line<E>> lines() {
        return lines;
    }

    /** The entries in the order of the file, duplicates included. */
    public Stream<E> entries() {
        return lines.stream().mapMulti((line, next) -> line.entry().ifPresent(next));
    }

    /** The entry that glibc finds by this name: the first. */
    public Optional<E> find(String name) {
        return Optional.ofNullable(firstByName.get(name))
                .flatMap(i -> lines.get(i).entry());
    }

    /** The line of {@link #find} as it stands in the file. */
    public Optional<Line<E>> findLine(String name) {
        return Optional.ofNullable(firstByName.get(name)).map(lines::get);
    }

    /**
     * The same file with the first line of each given name replaced by the entry's canonical line, and with the entries whose
     * name is new put at the end, before NIS lines, as useradd(8) does. All other lines are kept as they are.
     */
    public Database<E> with(List<E> changed) {
        List<Line<E>> result = new ArrayList<>(lines);
        List<Line<E>> added = new ArrayList<>();
        for (E entry : changed) {
            Line<E> line = Line.of(entry);
            Integer at = firstByName.get(entry.name());
            if (at == null) {
                added.add(line);
            } else {
                result.set(at, line);
            }
        }
        int end = endOfEntries();
        result.addAll(end, added);
        return new Database<>(result, endsInNewline || (!added.isEmpty() && end == lines.size()));
    }

    private int endOfEntries() {
        for (int i = 0; i < lines.size(); i++) {
            if (Fields.isNis(lines.get(i).raw())) {
                return i;
            }
        }
        return lines.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Database<?> d && d.lines.equals(lines) && d.endsInNewline == endsInNewline;
    }

    @Override
    public int hashCode() {
        return lines.hashCode();
    }
}
