package org.hubwarden.observed.hub;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A row of a table as a database file has it: first what sort each value is of, then the values. */
final class SqliteRow {

    private static final int MOST_COLUMNS = 200;

    private final ByteBuffer row;
    private final Charset encoding;
    private final SqliteCursor body;

    private SqliteRow(ByteBuffer row, Charset encoding, SqliteCursor body) {
        this.row = row;
        this.encoding = encoding;
        this.body = body;
    }

    /** The values, as far as they are texts or whole numbers. */
    static List<Optional<String>> values(ByteBuffer row, Charset encoding) {
        SqliteCursor types = new SqliteCursor(row, 0);
        int end = Math.toIntExact(types.number());
        SqliteRow read = new SqliteRow(row, encoding, new SqliteCursor(row, end));
        List<Optional<String>> values = new ArrayList<>();
        while (types.place() < end && values.size() < MOST_COLUMNS) {
            values.add(read.value(types.number()));
        }
        return values;
    }

    /** A text, or a whole number as text; anything else is empty. */
    private Optional<String> value(long type) {
        int length = type >= 12 ? Math.toIntExact((type - 12) / 2) : width((int) type);
        int from = body.skip(length);
        if (type >= 13 && type % 2 == 1) {
            return Optional.of(new String(row.array(), row.arrayOffset() + from, length, encoding));
        }
        if (type == 8 || type == 9) {
            return Optional.of(Long.toString(type - 8));
        }
        return type >= 1 && type <= 6 ? Optional.of(Long.toString(whole(from, length))) : Optional.empty();
    }

    private static int width(int type) {
        return switch (type) {
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> 0;
        };
    }

    private long whole(int from, int length) {
        long value = row.get(from);
        for (int i = 1; i < length; i++) {
            value = value << 8 | (row.get(from + i) & 0xFF);
        }
        return value;
    }
}
