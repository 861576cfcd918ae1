package org.hubwarden.observed.hub;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A database of SQLite, read as its documents describe the file. */
final class SqliteFile {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER = 100;
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int SMALLEST_PAGE = 512;
    private static final int DEEPEST = 30;

    private final byte[] bytes;
    private final ByteBuffer file;
    private final int pageSize;
    private final int usable;
    private final Charset encoding;
    private final Set<Long> visited = new HashSet<>();
    private long left;

    private SqliteFile(byte[] bytes) {
        this.bytes = bytes;
        this.file = ByteBuffer.wrap(bytes);
        int size = file.getShort(16) & 0xFFFF;
        this.left = bytes.length;
        this.pageSize = size == 1 ? 65536 : size;
        this.usable = pageSize - (file.get(20) & 0xFF);
        if (pageSize < SMALLEST_PAGE || usable < SMALLEST_PAGE - 32) {
            throw new IllegalArgumentException("no database has such pages");
        }
        this.encoding = switch (file.getInt(56)) {
            case 2 -> StandardCharsets.UTF_16LE;
            case 3 -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Empty where the bytes do not begin as a database does. */
    static Optional<SqliteFile> of(byte[] bytes) {
        boolean isOne = bytes.length >= FILE_HEADER
                && ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
        return isOne ? Optional.of(new SqliteFile(bytes)) : Optional.empty();
    }

    /** Whether changes may lie beside the file, in its log. */
    static boolean hasLog(byte[] bytes) {
        return bytes.length >= FILE_HEADER && bytes[18] == 2;
    }

    /**
     * All rows of a table, whatever stands in the file: each page is visited once, and no byte counts twice.
     *
     * @param root the number of its first page
     * @throws RuntimeException where the file is damaged: {@link IndexOutOfBoundsException}, {@link IllegalArgumentException} or
     *     {@link ArithmeticException}
     */
    List<List<Optional<String>>> rows(long root) {
        List<List<Optional<String>>> rows = new ArrayList<>();
        collect(root, DEEPEST, rows);
        return rows;
    }

    private void collect(long page, int deeper, List<List<Optional<String>>> rows) {
        if (page < 1 || deeper == 0 || !visited.add(page)) {
            throw new IllegalArgumentException("no tree");
        }
        int start = Math.toIntExact((page - 1) * pageSize);
        int header = page == 1 ? start + FILE_HEADER : start;
        int kind = file.get(header);
        int cells = file.getShort(header + 3) & 0xFFFF;
        int pointers = header + (kind == INTERIOR ? 12 : 8);
        for (int i = 0; i < cells; i++) {
            int cell = start + (file.getShort(pointers + 2 * i) & 0xFFFF);
            if (kind == INTERIOR) {
                collect(file.getInt(cell) & 0xFFFF_FFFFL, deeper - 1, rows);
            } else if (kind == LEAF) {
                rows.add(row(cell));
            } else {
                throw new IllegalArgumentException("not a page of a table");
            }
        }
        if (kind == INTERIOR) {
            collect(file.getInt(header + 8) & 0xFFFF_FFFFL, deeper - 1, rows);
        }
    }

    private List<Optional<String>> row(int cell) {
        SqliteCursor at = new SqliteCursor(file, cell);
        int length = Math.toIntExact(at.number());
        at.number();
        return SqliteRow.values(payload(at.place(), length), encoding);
    }

    /** A row, whose end may stand on pages of its own. */
    private ByteBuffer payload(int from, int length) {
        spend(length);
        spend(1);
        byte[] row = new byte[length];
        int here = local(length);
        System.arraycopy(bytes, from, row, 0, here);
        int done = here;
        long page = done < length ? file.getInt(from + here) & 0xFFFF_FFFFL : 0;
        while (done < length) {
            int start = Math.toIntExact((page - 1) * pageSize);
            int more = Math.min(length - done, usable - 4);
            System.arraycopy(bytes, start + 4, row, done, more);
            done += more;
            page = file.getInt(start) & 0xFFFF_FFFFL;
        }
        return ByteBuffer.wrap(row);
    }

    /** Rows of a sound file share no bytes. */
    private void spend(int size) {
        left -= size;
        if (size < 0 || left < 0) {
            throw new IllegalArgumentException("rows lie on one another");
        }
    }

    /** How much of a row stands in its page. */
    private int local(int payload) {
        if (payload <= usable - 35) {
            return payload;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int wanted = least + (payload - least) % (usable - 4);
        return wanted <= usable - 35 ? wanted : least;
    }
}
