package org.hubwarden.host.tree;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.JournalReader;

/** A machine that does not run keeps no journal. */
public final class NoJournalReader implements JournalReader {

    @Override
    public void read(Query query, Consumer<Map<String, List<String>>> reader) throws HostFailure {
        throw nothingHere();
    }

    @Override
    public Set<String> told(String run) throws HostFailure {
        throw nothingHere();
    }

    @Override
    public void sync() throws HostFailure {
        throw nothingHere();
    }

    /** Nobody is warned of a journal that cannot be there. */
    @Override
    public Storage storage() {
        return Storage.PERSISTENT;
    }

    private static HostFailure nothingHere() {
        return new HostFailure(
                "A directory tree has no journal: what was done there was printed by the command that did it."
                        + " Without --root, hubwarden log reads this machine's.");
    }
}
