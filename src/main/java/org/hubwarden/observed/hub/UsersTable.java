package org.hubwarden.observed.hub;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of users in a hub's database, read as SQLite's documents describe the file. No program of the hub is run for it,
 * and whatever stands in the file, the reading ends soon: each page is visited once, and no byte counts twice.
 */
public final class UsersTable {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int FILE_HEADER = 100;
    private static final int INTERIOR = 5;
    private static final int LEAF = 13;
    private static final int SCHEMA_TYPE = 0;
    private static final int SCHEMA_NAME = 1;
    private static final int SCHEMA_ROOT = 3;
    private static final int SCHEMA_SQL = 4;
    private static final int SMALLEST_PAGE = 512;
    private static final int DEEPEST = 30;
    private static final int MOST_COLUMNS = 200;
    private static final Pattern COLUMN = Pattern.compile("^[\"`\\[]?([A-Za-z_]+)");

    private final byte[] bytes;
    private final ByteBuffer file;
    private final int pageSize;
    private final int usable;
    private final Charset encoding;
    private final Set<Long> visited = new HashSet<>();
    private long left;

    private UsersTable(byte[] bytes) {
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

    /**
     * Each user's name and whether they are an admin.
     *
     * @return empty where the bytes are no database, or none of a hub
     */
    public static Optional<SortedMap<String, Boolean>> read(byte[] bytes) {
        if (bytes.length < FILE_HEADER || !startsRight(bytes)) {
            return Optional.empty();
        }
        try {
            return new UsersTable(bytes).users();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    /** Whether changes may lie beside the file, in its log. */
    public static boolean hasLog(byte[] bytes) {
        return bytes.length >= FILE_HEADER && bytes[18] == 2;
    }

    private static boolean startsRight(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    private Optional<SortedMap<String, Boolean>> users() {
        for (List<Optional<String>> row : rows(1)) {
            boolean table = row.size() > SCHEMA_SQL
                    && row.get(SCHEMA_TYPE).filter("table"::equals).isPresent()
                    && row.get(SCHEMA_NAME).filter("users"::equals).isPresent();
            if (table) {
                List<String> columns = columns(row.get(SCHEMA_SQL).orElse(""));
                return users(
                        Long.parseLong(row.get(SCHEMA_ROOT).orElse("0")),
                        columns.indexOf("name"),
                        columns.indexOf("admin"));
            }
        }
        return Optional.empty();
    }

    private Optional<SortedMap<String, Boolean>> users(long root, int name, int admin) {
        if (name < 0 || admin < 0) {
            return Optional.empty();
        }
        SortedMap<String, Boolean> users = new TreeMap<>();
        for (List<Optional<String>> row : rows(root)) {
            if (row.size() > Math.max(name, admin)) {
                boolean isAdmin = row.get(admin).filter("1"::equals).isPresent();
                row.get(name).ifPresent(n -> users.put(n, isAdmin));
            }
        }
        return Optional.of(users);
    }

    /** The names of the columns in the order of the statement that made the table. */
    private static List<String> columns(String sql) {
        List<String> columns = new ArrayList<>();
        int open = sql.indexOf('(');
        for (String part : sql.substring(open + 1).split(",", -1)) {
            Matcher matcher = COLUMN.matcher(part.strip());
            columns.add(matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "");
        }
        return columns;
    }

    private List<List<Optional<String>>> rows(long root) {
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
        Cursor at = new Cursor(file, cell);
        int length = Math.toIntExact(at.number());
        at.number();
        ByteBuffer row = payload(at.place, length);
        Cursor types = new Cursor(row, 0);
        int end = Math.toIntExact(types.number());
        Cursor body = new Cursor(row, end);
        List<Optional<String>> values = new ArrayList<>();
        while (types.place < end && values.size() < MOST_COLUMNS) {
            values.add(value(types.number(), row, body));
        }
        return values;
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

    /** A text, or a whole number as text; anything else is empty. */
    private Optional<String> value(long type, ByteBuffer row, Cursor body) {
        int length = type >= 12 ? Math.toIntExact((type - 12) / 2) : width((int) type);
        int from = body.place;
        body.place = Math.addExact(from, length);
        if (type >= 13 && type % 2 == 1) {
            return Optional.of(new String(row.array(), row.arrayOffset() + from, length, encoding));
        }
        if (type == 8 || type == 9) {
            return Optional.of(Long.toString(type - 8));
        }
        return type >= 1 && type <= 6 ? Optional.of(Long.toString(whole(row, from, length))) : Optional.empty();
    }

    private static int width(int type) {
        return switch (type) {
            case 1, 2, 3, 4 -> type;
            case 5 -> 6;
            case 6, 7 -> 8;
            default -> 0;
        };
    }

    private static long whole(ByteBuffer row, int from, int length) {
        long value = row.get(from);
        for (int i = 1; i < length; i++) {
            value = value << 8 | (row.get(from + i) & 0xFF);
        }
        return value;
    }

    /** A place that numbers of varying length are read from. */
    private static final class Cursor {

        private final ByteBuffer in;
        private int place;

        Cursor(ByteBuffer in, int place) {
            this.in = in;
            this.place = place;
        }

        long number() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                int octet = in.get(place++) & 0xFF;
                value = value << 7 | (octet & 0x7F);
                if (octet < 0x80) {
                    return value;
                }
            }
            return value << 8 | (in.get(place++) & 0xFF);
        }
    }
}
