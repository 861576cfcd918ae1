package org.hubwarden.observed.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of users in a hub's database, read as SQLite's documents describe the file. No program of the hub is run for it,
 * and whatever stands in the file, the reading ends soon: each page is visited once, and no byte counts twice.
 */
public final class UsersTable {

    private static final int SCHEMA_TYPE = 0;
    private static final int SCHEMA_NAME = 1;
    private static final int SCHEMA_ROOT = 3;
    private static final int SCHEMA_SQL = 4;
    private static final Pattern COLUMN = Pattern.compile("^[\"`\\[]?([A-Za-z_]+)");

    private final SqliteFile file;

    private UsersTable(SqliteFile file) {
        this.file = file;
    }

    /**
     * Each user's name and whether they are an admin.
     *
     * @return empty where the bytes are no database, or none of a hub
     */
    public static Optional<SortedMap<String, Boolean>> read(byte[] bytes) {
        try {
            return SqliteFile.of(bytes).flatMap(file -> new UsersTable(file).users());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    /** Whether changes may lie beside the file, in its log. */
    public static boolean hasLog(byte[] bytes) {
        return SqliteFile.hasLog(bytes);
    }

    private Optional<SortedMap<String, Boolean>> users() {
        for (List<Optional<String>> row : file.rows(1)) {
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
        for (List<Optional<String>> row : file.rows(root)) {
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
}
