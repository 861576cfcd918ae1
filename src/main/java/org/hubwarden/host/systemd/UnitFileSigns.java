package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.model.UnitName;

/**
 * What the files look like from which systemd takes what units are. A unit whose files look as they did has the properties that
 * it had, since what is set on one that runs is written into a drop-in as well. To be looked at before systemd is asked:
 * what changes in between then shows the next time.
 */
final class UnitFileSigns {

    /** Where systemd keeps what was set with SetUnitProperties, for good and until the next boot. */
    static final List<Path> SET =
            List.of(Path.of("/etc/systemd/system.control"), Path.of("/run/systemd/system.control"));

    /** The same for units that somebody started without a file. */
    private static final Path TRANSIENT = Path.of("/run/systemd/transient");

    private static final List<Path> WRITTEN = List.of(
            Path.of("/etc/systemd/system"),
            Path.of("/run/systemd/system"),
            Path.of("/usr/local/lib/systemd/system"),
            Path.of("/usr/lib/systemd/system"));

    private static final List<Path> WITH_DROP_INS =
            List.of(SET.get(0), SET.get(1), TRANSIENT, WRITTEN.get(0), WRITTEN.get(1));

    private static final List<String> SHARED_DROP_INS =
            List.of(UnitName.TEMPLATE + ".d", "jupyter-.service.d", "service.d");

    private final List<FileSign> shared;
    private final Map<Path, Set<String>> directories;
    private final Instant seen;

    private UnitFileSigns(List<FileSign> shared, Map<Path, Set<String>> directories, Instant seen) {
        this.shared = shared;
        this.directories = directories;
        this.seen = seen;
    }

    /** As they are now. */
    static UnitFileSigns look() {
        Instant now = Instant.now();
        List<FileSign> shared = new ArrayList<>();
        for (Path directory : WRITTEN) {
            FileSign.of(directory.resolve(UnitName.TEMPLATE)).ifPresent(shared::add);
            SHARED_DROP_INS.forEach(name -> addAll(directory.resolve(name), shared));
        }
        Map<Path, Set<String>> directories = new HashMap<>();
        WITH_DROP_INS.forEach(directory -> directories.put(directory, names(directory)));
        return new UnitFileSigns(shared, directories, now);
    }

    private static void addAll(Path dropIns, List<FileSign> into) {
        FileSign.of(dropIns).ifPresent(into::add);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dropIns, "*.conf")) {
            files.forEach(file -> FileSign.of(file).ifPresent(into::add));
        } catch (IOException absent) {
            return;
        }
    }

    private static Set<String> names(Path directory) {
        Set<String> names = new HashSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "jupyter*.d")) {
            found.forEach(path -> names.add(String.valueOf(path.getFileName())));
        } catch (IOException absent) {
            return names;
        }
        return names;
    }

    /** Those of files that many units share. */
    List<FileSign> shared() {
        return shared;
    }

    /** Those of what belongs to one unit alone. */
    List<FileSign> of(String unit) {
        List<FileSign> signs = new ArrayList<>();
        for (Path directory : WITH_DROP_INS) {
            if (directories.getOrDefault(directory, Set.of()).contains(unit + ".d")) {
                FileSign.of(directory.resolve(unit + ".d")).ifPresent(signs::add);
            }
        }
        return signs;
    }

    /** Whether a change since this look is sure to show. */
    boolean areSettled(List<FileSign> signs) {
        return signs.stream().allMatch(sign -> sign.isSettled(seen));
    }
}
