package org.hubwarden.sweep;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Something that is not as it was.
 *
 * @param before empty for what is new
 * @param now empty for what is gone
 */
public record Difference(Optional<Entry> before, Optional<Entry> now) {

    /** What it is about. */
    public String key() {
        return now.or(() -> before).orElseThrow(NoSuchElementException::new).key();
    }

    /** The names of the facts that are not the same. */
    public Set<String> changed() {
        Set<String> names = new TreeSet<>();
        before.ifPresent(entry -> names.addAll(entry.facts().keySet()));
        now.ifPresent(entry -> names.addAll(entry.facts().keySet()));
        names.removeIf(name -> before(name).equals(now(name)));
        return names;
    }

    /** A fact as it was; empty text for none. */
    public String before(String fact) {
        return before.map(entry -> entry.fact(fact)).orElse("");
    }

    /** A fact as it is. */
    public String now(String fact) {
        return now.map(entry -> entry.fact(fact)).orElse("");
    }

    /** Compares two streams in their order, and hands over each difference. Keeps nothing. */
    public static void of(Iterator<Entry> before, Iterator<Entry> now, Consumer<Difference> into) {
        Optional<Entry> old = next(before);
        Optional<Entry> fresh = next(now);
        while (old.isPresent() || fresh.isPresent()) {
            int order = old.isEmpty() ? 1 : fresh.isEmpty() ? -1 : old.get().compareTo(fresh.get());
            if (order < 0) {
                into.accept(new Difference(old, Optional.empty()));
                old = next(before);
            } else if (order > 0) {
                into.accept(new Difference(Optional.empty(), fresh));
                fresh = next(now);
            } else {
                if (!old.equals(fresh)) {
                    into.accept(new Difference(old, fresh));
                }
                old = next(before);
                fresh = next(now);
            }
        }
    }

    private static Optional<Entry> next(Iterator<Entry> entries) {
        return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
    }
}
