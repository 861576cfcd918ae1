package org.hubwarden.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of the table of bad inputs. */
public final class Corpus {

    private static final String TABLE = "/corpus/bad_inputs.tsv";

    private Corpus() {}

    /** All rows of the group, in the order of the table; throws when there is none. For {@code @MethodSource}. */
    public static Stream<Row> rows(String group) {
        List<Row> rows = all().filter(r -> r.group().equals(group)).toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the corpus has no group " + group);
        }
        return rows.stream();
    }

    static SortedSet<String> groups() {
        return all().map(Row::group).collect(Collectors.toCollection(TreeSet::new));
    }

    static Stream<Row> all() {
        List<String> lines = lines();
        return IntStream.range(1, lines.size()).mapToObj(i -> row(i + 1, lines.get(i)));
    }

    private static Row row(int line, String text) {
        String[] columns = text.split("\t", -1);
        if (columns.length != 3) {
            throw new IllegalStateException("line " + line + " of the corpus has " + columns.length + " columns");
        }
        return new Row(line, columns[0], columns[1], columns[2]);
    }

    private static List<String> lines() {
        try (InputStream in = Corpus.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + TABLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
