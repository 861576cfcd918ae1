package org.hubwarden.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads the trail back. Only entries that root wrote are shown: the kernel tells journald who wrote an entry. */
public interface JournalReader {

    /**
     * What to show; what is empty does not restrict.
     *
     * @param messageIds the sorts of entries, at least one
     * @param user a hub name or the name of an account
     * @param since as journalctl(1) takes it
     */
    record Query(Set<String> messageIds, Optional<String> user, Optional<String> since) {

        public Query {
            messageIds = Set.copyOf(messageIds);
        }
    }

    /** Hands over the entries in their order, as fields with all their values. */
    void read(Query query, Consumer<Map<String, List<String>>> reader) throws HostFailure;

    /** The numbers of the changes of a run that the journal has. */
    Set<String> told(String run) throws HostFailure;

    /** Returns when all that was written before is in the journal, on the disk. */
    void sync() throws HostFailure;

    /** Where the journal is kept. */
    Storage storage();

    /** Where a journal can be. */
    enum Storage {
        /** On the disk. */
        PERSISTENT,
        /** In memory: the next boot loses it. */
        VOLATILE,
        /** Nowhere. */
        NONE
    }
}
