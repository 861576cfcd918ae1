package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Waiting;

/**
 * What is waited for, as people see it: short waits are left out, and what one pass waits for and the next one again is one wait.
 * Used by the loop's thread.
 */
final class NamedWaits {

    /** Waits that are shorter are nobody's concern. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Doors doors;
    private final InstantSource clock;
    private Map<String, Instant> since = Map.of();

    NamedWaits(Doors doors, InstantSource clock) {
        this.doors = doors;
        this.clock = clock;
    }

    /** What the pass under way waits for. */
    List<Waiting> ofPass() {
        Instant late = clock.instant().minus(SHORT);
        return remembered(doors.waits().now().stream()).stream()
                .filter(waiting -> !waiting.since().isAfter(late))
                .toList();
    }

    /** What the next pass would have to wait for. */
    List<Waiting> beforeNext() {
        Optional<String> blocker =
                doors.passLock().blocker().or(() -> doors.accountFiles().blocker());
        return remembered(blocker.stream().map(what -> new Waiting(what, clock.instant(), Optional.empty())));
    }

    /** Nothing is waited for. */
    List<Waiting> none() {
        return remembered(Stream.empty());
    }

    private List<Waiting> remembered(Stream<Waiting> now) {
        List<Waiting> all = now.map(this::fromItsBegin).toList();
        Map<String, Instant> seen = new HashMap<>();
        all.forEach(waiting -> seen.merge(waiting.what(), waiting.since(), (a, b) -> a.isBefore(b) ? a : b));
        since = seen;
        return all;
    }

    private Waiting fromItsBegin(Waiting waiting) {
        Instant begin = since.getOrDefault(waiting.what(), waiting.since());
        return begin.isBefore(waiting.since()) ? new Waiting(waiting.what(), begin, waiting.atMost()) : waiting;
    }
}
