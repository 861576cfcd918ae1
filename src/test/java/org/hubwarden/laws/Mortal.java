package org.hubwarden.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hubwarden.audit.FieldName;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.TrailStore;

/**
 * Journal and store that outlive who uses them, who dies at the touch that is asked for: before it took effect, or after. All threads of
 * a process die with it: until the next one lives, every touch is that of a dead one.
 */
final class Mortal implements Journal {

    /** The end of a process. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<JournalEntry> entries = new ArrayList<>();
    private Optional<byte[]> kept = Optional.empty();
    private int left = Integer.MAX_VALUE;

    synchronized void dieAt(int touch) {
        left = touch;
    }

    synchronized void live() {
        left = Integer.MAX_VALUE;
    }

    synchronized void touch() {
        if (left <= 0) {
            throw new Death();
        }
        left--;
    }

    List<JournalEntry> entries() {
        return entries;
    }

    List<String> kept() {
        return kept.map(String::new).stream().toList();
    }

    @Override
    public synchronized void write(JournalEntry entry) {
        touch();
        entries.add(entry);
        touch();
    }

    TrailStore store() {
        return new TrailStore() {
            @Override
            public Optional<byte[]> read() {
                return kept;
            }

            @Override
            public void write(byte[] content) {
                touch();
                kept = Optional.of(content);
                touch();
            }

            @Override
            public void forget() {
                touch();
                kept = Optional.empty();
                touch();
            }

            @Override
            public String setAside() {
                throw new AssertionError("what was written can be read");
            }
        };
    }

    JournalReader reader() {
        return new JournalReader() {
            @Override
            public void read(Query query, Consumer<Map<String, List<String>>> reader) {
                throw new AssertionError("nobody asked for it");
            }

            @Override
            public Set<String> told(String run) {
                return entries.stream()
                        .filter(entry -> entry.fields().contains(new JournalEntry.Field(FieldName.RUN, run)))
                        .flatMap(entry -> entry.fields().stream())
                        .filter(field -> field.name().equals(FieldName.NUMBER))
                        .map(JournalEntry.Field::value)
                        .collect(Collectors.toSet());
            }

            @Override
            public void sync() {}

            @Override
            public Storage storage() {
                return Storage.PERSISTENT;
            }
        };
    }
}
