package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * What is known of units. It is forgotten as soon as anything makes it doubtful, also while it is being asked for; and little by
 * little in any case, so that what gave no sign at all is found within one round. Thread-safe, and nothing in it waits.
 */
final class UnitMemory {

    private final Duration round;
    private final LongSupplier nanos;
    private final Map<String, Aged> oldestFirst = new LinkedHashMap<>();
    private final Set<String> askedFor = new HashSet<>();
    private long lastTurn;
    private double due;

    private record Aged(KnownUnit unit, long since) {}

    /**
     * @param round in which each unit is looked at whole once at least, whatever its signs say
     * @param nanos a clock that is never set, in nanoseconds
     */
    UnitMemory(Duration round, LongSupplier nanos) {
        this.round = round;
        this.nanos = nanos;
        this.lastTurn = nanos.getAsLong();
    }

    /** Those are asked about from now on: what makes them doubtful until {@link #remember} counts. */
    synchronized void begin(Collection<String> units) {
        askedFor.addAll(units);
    }

    /** This was the answer, and whether it is to be remembered. */
    synchronized void remember(KnownUnit known, boolean isToLast) {
        String name = known.listed().name();
        oldestFirst.remove(name);
        if (askedFor.remove(name) && isToLast) {
            oldestFirst.put(name, new Aged(known, nanos.getAsLong()));
        }
    }

    synchronized Optional<KnownUnit> find(String unit) {
        return Optional.ofNullable(oldestFirst.get(unit)).map(Aged::unit);
    }

    /** Something may have happened to a unit. */
    synchronized void doubt(String unit) {
        askedFor.remove(unit);
        oldestFirst.remove(unit);
    }

    /** Something may have happened to any of them. */
    synchronized void forgetAll() {
        askedFor.clear();
        oldestFirst.clear();
    }

    /** Whatever is not among these is forgotten: it is not in systemd's memory any more. */
    synchronized void keepOnly(Collection<String> units) {
        oldestFirst.keySet().retainAll(units);
    }

    /** Forgets those whose turn has come: as great a part of all as of the round went by, so that they do not all come at once. */
    synchronized void takeTurn() {
        long now = nanos.getAsLong();
        due += oldestFirst.size() * (double) (now - lastTurn) / round.toNanos();
        lastTurn = now;
        List<String> oldest = oldestFirst.keySet().stream().limit((long) due).toList();
        due = Math.min(due - oldest.size(), 1);
        oldest.forEach(oldestFirst::remove);
        oldestFirst.values().removeIf(known -> now - known.since() >= round.toNanos());
    }
}
