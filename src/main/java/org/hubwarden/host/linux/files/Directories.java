package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What stands in directories that anybody may fill. */
public final class Directories {

    /** Nobody reads more in a report, and a directory may hold millions. */
    private static final int MOST = 100_000;

    private Directories() {}

    /** The entries; none where it is not there or may not be read. */
    public static List<Path> children(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.limit(MOST).toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return List.of();
        }
    }
}
