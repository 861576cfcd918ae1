package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.NameRow;
import org.hubwarden.host.linux.posix.StatAnswer;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * The small files of one directory that matter, by name. Links are followed. A file whose stamp is settled and the same is not
 * read again, and neither is such a directory. What cannot be read says nothing. Used by one thread at a time.
 */
final class RememberedTexts {

    private static final long LARGEST = 1 << 20;
    private static final int FOLLOWING_LINKS = 0;

    private final Path directory;
    private final Predicate<String> names;
    private final Predicate<String> texts;
    private Optional<FileStat> listed = Optional.empty();
    private List<FileName> found = List.of();
    private NameRow row = new NameRow(List.of());
    private final StatAnswer answer = new StatAnswer();
    private Map<FileName, Known> known = new HashMap<>();
    private SortedMap<String, String> last = new TreeMap<>();

    private record Known(Optional<FileStat> stat, boolean settled, String text) {
        static final Known UNREADABLE = new Known(Optional.empty(), false, "");
    }

    /**
     * For one directory, which need not exist.
     *
     * @param names of files that are looked at
     * @param texts that are kept; others count as empty
     */
    RememberedTexts(Path directory, Predicate<String> names, Predicate<String> texts) {
        this.directory = directory;
        this.names = names;
        this.texts = texts;
    }

    /** All names that matter, with what the files hold now; the very same object as before when nothing changed. */
    SortedMap<String, String> look() {
        try (Descriptor open = Descriptor.openRoot(directory)) {
            boolean changed = list(open);
            Map<FileName, Known> now = new HashMap<>();
            for (int i = 0; i < row.size(); i++) {
                Known file = look(open, i);
                changed |= !file.equals(known.get(found.get(i)));
                now.put(found.get(i), file);
            }
            known = now;
            return changed ? gathered() : last;
        } catch (SystemCallFailure absent) {
            return nothing();
        }
    }

    private SortedMap<String, String> nothing() {
        listed = Optional.empty();
        found = List.of();
        row = new NameRow(found);
        known.clear();
        if (!last.isEmpty()) {
            last = new TreeMap<>();
        }
        return last;
    }

    private SortedMap<String, String> gathered() {
        last = new TreeMap<>();
        known.forEach((name, file) -> last.put(name.text(), file.text()));
        return last;
    }

    private boolean list(Descriptor open) throws SystemCallFailure {
        Instant now = Instant.now();
        FileStat stat = open.stat();
        if (listed.equals(Optional.of(stat))) {
            return false;
        }
        List<FileName> wanted = new ArrayList<>(open.list());
        wanted.removeIf(name -> !names.test(name.text()));
        found = wanted;
        row = new NameRow(found);
        listed = Optional.of(stat).filter(s -> s.isSettled(now));
        return true;
    }

    private Known look(Descriptor open, int file) {
        int errno = row.look(open, file, FOLLOWING_LINKS, answer);
        if (errno != 0) {
            return Known.UNREADABLE;
        }
        FileStat stat = answer.stat();
        Known before = known.get(found.get(file));
        return before != null && before.settled() && before.stat().equals(Optional.of(stat))
                ? before
                : read(found.get(file), stat);
    }

    private Known read(FileName name, FileStat stat) {
        boolean settled = stat.isSettled(Instant.now());
        if (!stat.isRegular() || stat.size() > LARGEST) {
            return new Known(Optional.of(stat), settled, "");
        }
        try {
            String text = Files.readString(directory.resolve(name.text()), StandardCharsets.ISO_8859_1);
            return new Known(Optional.of(stat), settled, texts.test(text) ? text : "");
        } catch (IOException unreadable) {
            return Known.UNREADABLE;
        }
    }
}
