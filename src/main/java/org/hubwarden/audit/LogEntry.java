package org.hubwarden.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of ours as the journal has it.
 *
 * @param event {@link ChangeKind#id()} of a change that was done, or the name of another event, for example
 *     {@code state-refused}
 * @param fields all of the entry's, with all their values
 */
public record LogEntry(Instant time, String event, String message, Map<String, List<String>> fields) {

    private static final Map<String, String> EVENTS = events();

    public LogEntry {
        fields = Map.copyOf(fields);
    }

    private static Map<String, String> events() {
        return Stream.concat(
                        Arrays.stream(ChangeKind.values()).map(kind -> Map.entry(kind.messageId(), kind.id())),
                        Arrays.stream(Event.values()).map(event -> Map.entry(event.messageId(), name(event))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String name(Event event) {
        return event.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The ids of everything that hubwarden tells. */
    public static Set<String> messageIds() {
        return EVENTS.keySet();
    }

    /** Reads the fields of an entry; empty for one that is not ours. */
    public static Optional<LogEntry> of(Map<String, List<String>> fields) {
        Function<String, Optional<String>> first =
                name -> fields.getOrDefault(name, List.of()).stream().findFirst();
        Optional<String> event = first.apply("MESSAGE_ID").map(EVENTS::get);
        Optional<Instant> time = first.apply("__REALTIME_TIMESTAMP").flatMap(LogEntry::instant);
        return event.flatMap(e -> time.map(
                t -> new LogEntry(t, e, Escaped.text(first.apply("MESSAGE").orElse("")), fields)));
    }

    private static Optional<Instant> instant(String microseconds) {
        try {
            long micros = Long.parseLong(microseconds);
            return Optional.of(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** All values of a field, safe to show. */
    public List<String> values(String name) {
        return fields.getOrDefault(name, List.of()).stream().map(Escaped::text).toList();
    }

    /** The first value of a field, safe to show. */
    public Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }
}
