package org.hubwarden.host.linux.rights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.observed.SudoersSource;

/** The lines of files that sudo reads. A file whose stamp is settled and the same is not read again. Used by one thread. */
public final class RememberedSudoers {

    private static final long LARGEST = 16 << 20;

    private final Map<String, Known> known = new HashMap<>();

    private record Known(PathStat stat, List<SudoersSource.Line> lines) {}

    /**
     * What one file holds now.
     *
     * @param file as sudo calls it
     * @param links whether those at the end of the path are followed
     * @throws IOException also when it is not there, or no regular file
     */
    public List<SudoersSource.Line> lines(String file, Path path, LinkOption... links) throws IOException {
        Instant now = Instant.now();
        PathStat stat = PathStat.of(path, links);
        Known before = known.get(file);
        if (before != null && before.stat().equals(stat)) {
            return before.lines();
        }
        if (!stat.isRegular() || stat.size() > LARGEST) {
            throw new IOException("not a regular file, or too large");
        }
        List<SudoersSource.Line> lines =
                SudoersSource.linesOf(file, Files.readString(path, StandardCharsets.ISO_8859_1));
        known.remove(file);
        if (stat.isSettled(now)) {
            known.put(file, new Known(stat, lines));
        }
        return lines;
    }
}
