package org.hubwarden.host;

import java.util.List;

/**
 * One entry of the trail.
 *
 * @param messageId which sort of event: 32 hex digits that never change, see systemd.journal-fields(7)
 * @param message one sentence for people
 * @param fields what programs filter on; a name may come more than once, and each of its values is found
 */
public record JournalEntry(Journal.Priority priority, String messageId, String message, List<Field> fields) {

    public JournalEntry {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param name capitals, digits and underscores, beginning with a capital
     * @param value any text; lines may end in it
     */
    public record Field(String name, String value) {}
}
