package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
import org.hubwarden.host.TrailStore;

/** The record of what passes owe, on the disk; one that cannot be read is told and put aside. */
final class TrailRecord {

    private final TrailStore store;
    private final List<JournalEntry> losses = new ArrayList<>();

    TrailRecord(TrailStore store) {
        this.store = store;
    }

    /**
     * What is owed.
     *
     * @param reader the pass that asks, for the entry about a record that was lost
     */
    List<TrailRun> read(String reader) throws HostFailure {
        try {
            Optional<byte[]> kept = store.read();
            return kept.isPresent() ? TrailCodec.decode(kept.get()) : List.of();
        } catch (IllegalArgumentException e) {
            lose(reader, String.valueOf(e.getMessage()));
        } catch (HostFailure e) {
            lose(reader, e.sentence());
        }
        return List.of();
    }

    /** Out of the way, since what this pass owes takes its place. */
    private void lose(String reader, String why) throws HostFailure {
        Event event = Event.TRAIL_LOST;
        String sentence = "the record of changes that were about to be told cannot be read (" + why + ") and is now "
                + store.setAside() + "; changes made just before the last crash may be missing from the journal";
        List<Field> fields = List.of(new Field(FieldName.RUN, reader));
        losses.add(new JournalEntry(event.priority(), event.messageId(), Escaped.text(sentence), fields));
    }

    /** Tells of records that were lost, each once; what the journal refuses is kept for the next time. */
    void tellLosses(Journal journal) throws HostFailure {
        while (!losses.isEmpty()) {
            journal.write(losses.get(0));
            losses.remove(0);
        }
    }

    void write(List<TrailRun> runs) throws HostFailure {
        store.write(TrailCodec.encode(runs));
    }

    void forget() throws HostFailure {
        store.forget();
    }
}
