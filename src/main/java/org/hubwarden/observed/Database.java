package org.hubwarden.observed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One account file, byte for byte: {@code parse(bytes).bytes()} is {@code bytes}, whatever they are. Immutable; equal to
 * another when the bytes are.
 */
public final class Database<E extends Entry> {

    private final List<Line<E>> lines;
    private final boolean endsInNewline;

    /** Made when somebody asks: what is only to be written is never searched. */
    private Optional<Names> names = Optional.empty();

    private Database(List<Line<E>> lines, boolean endsInNewline) {
        this.lines = lines;
        this.endsInNewline = endsInNewline;
    }

    /** Two threads may both make them, and they are equal. */
    private Names names() {
        Names made = names.orElseGet(() -> Names.of(lines));
        names = Optional.of(made);
        return made;
    }

    /** Where entries are, by their names. */
    private record Names(Map<String, Integer> first, Map<String, Integer> repeated) {

        static Names of(List<? extends Line<?>> lines) {
            Names names = new Names(new HashMap<>(lines.size() * 2), new HashMap<>());
            for (int i = 0; i < lines.size(); i++) {
                names.note(lines.get(i), i);
            }
            return names;
        }

        private void note(Line<?> line, int at) {
            if (line.entry().isPresent()) {
                String name = line.entry().get().name();
                if (first.putIfAbsent(name, at) != null) {
                    repeated.merge(name, 1, Integer::sum);
                }
            }
        }

        boolean isRepeated(String name) {
            return !repeated.isEmpty() && repeated.containsKey(name);
        }

        int count(String name) {
            int first = this.first.containsKey(name) ? 1 : 0;
            return repeated.isEmpty() ? first : first + repeated.getOrDefault(name, 0);
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
        byte[] bytes = new byte[size()];
        int at = 0;
        for (Line<E> line : lines) {
            at = put(line.raw(), bytes, at);
        }
        return bytes;
    }

    private int size() {
        int size = 0;
        for (Line<E> line : lines) {
            size += line.raw().length() + 1;
        }
        return endsInNewline || lines.isEmpty() ? size : size - 1;
    }

    @SuppressWarnings("deprecation") // it takes the low byte of each char, which is what a char of a line is
    private static int put(String line, byte[] bytes, int at) {
        int end = at + line.length();
        line.getBytes(0, line.length(), bytes, at);
        if (end < bytes.length) {
            bytes[end] = '\n';
        }
        return end + 1;
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
        Integer at = names().first().get(name);
        return at == null ? Optional.empty() : lines.get(at).entry();
    }

    /** The line of {@link #find} as it stands in the file. */
    public Optional<Line<E>> findLine(String name) {
        return Optional.ofNullable(names().first().get(name)).map(lines::get);
    }

    /** How many entries have this name. */
    public int count(String name) {
        return names().count(name);
    }

    /** Whether more than one has it. */
    public boolean isRepeated(String name) {
        return names().isRepeated(name);
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
            Integer at = names().first().get(entry.name());
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

    /** The same file without the entries of these names; lines that are none stay, and so does all else. */
    public Database<E> without(Set<String> gone) {
        if (gone.isEmpty()) {
            return this;
        }
        List<Line<E>> left = lines.stream()
                .filter(line -> line.entry()
                        .filter(entry -> gone.contains(entry.name()))
                        .isEmpty())
                .toList();
        return new Database<>(left, endsInNewline || left.size() < lines.size());
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
