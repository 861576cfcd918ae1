package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The uids that somebody's containers have: subuid(5). */
final class SubordinateIds {

    private static final Path FILE = Path.of("/etc/subuid");

    private SubordinateIds() {}

    /** From a first id on, so many. */
    record Range(long first, long count) {
        boolean holds(long id) {
            return id >= first && id - first < count;
        }
    }

    /** Theirs, by name or by number; none where the file cannot be read, as then no container can be started either. */
    static List<Range> of(Evictor.Person person) {
        try {
            return parse(Files.readString(FILE, StandardCharsets.ISO_8859_1), person);
        } catch (IOException e) {
            return List.of();
        }
    }

    static List<Range> parse(String file, Evictor.Person person) {
        List<Range> ranges = new ArrayList<>();
        for (String line : file.lines().toList()) {
            String[] parts = line.split(":", -1);
            boolean isTheirs = parts.length == 3
                    && (parts[0].equals(person.name()) || parts[0].equals(Long.toString(person.uid())));
            if (isTheirs && parts[1].matches("[0-9]{1,10}") && parts[2].matches("[0-9]{1,10}")) {
                ranges.add(new Range(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            }
        }
        return ranges;
    }
}
