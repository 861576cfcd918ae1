package org.hubwarden.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hubwarden.host.JournalReader;

/** A journal with two entries of ours about alice, and one of somebody else. */
final class PretendJournal implements JournalReader {

    private static final String CREATED = "0b99b3aa4f9b4a9e86b4645301a776e6";

    @Override
    public void read(Query query, Consumer<Map<String, List<String>>> reader) {
        if (query.user().isPresent() && !query.user().get().equals("alice")) {
            return;
        }
        reader.accept(Map.ofEntries(
                Map.entry("__REALTIME_TIMESTAMP", List.of("1795635944951321")),
                Map.entry("MESSAGE_ID", List.of(CREATED)),
                Map.entry("MESSAGE", List.of("account jupyter-alice created\u001b[2J")),
                Map.entry("HUBWARDEN_RUN", List.of("c4e44c0b78fe4a5e981fdfe151721941")),
                Map.entry("HUBWARDEN_NUMBER", List.of("1")),
                Map.entry("HUBWARDEN_ACTION", List.of("account.create")),
                Map.entry("HUB_USER", List.of("alice")),
                Map.entry("UNIX_GROUP", List.of("a", "b")),
                Map.entry("HUBWARDEN_PATH", List.of("/home/jupyter-alice")),
                Map.entry("BEFORE", List.of("nothing")),
                Map.entry("AFTER", List.of("uid 1000")),
                Map.entry("REASON", List.of("listed under users")),
                Map.entry("STATE_SHA256", List.of("ab12ab12"))));
        reader.accept(Map.of("__REALTIME_TIMESTAMP", List.of("1"), "MESSAGE", List.of("somebody else's")));
    }

    @Override
    public Set<String> told(String run) {
        return Set.of();
    }

    @Override
    public void sync() {}

    @Override
    public Storage storage() {
        return Storage.PERSISTENT;
    }
}
