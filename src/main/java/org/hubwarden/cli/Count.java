package org.hubwarden.cli;

import java.util.List;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Symbol;

/**
 * How many changes of each symbol.
 *
 * @param create with {@code +}
 * @param change with {@code ~}
 * @param remove with {@code -}
 */
record Count(long create, long change, long remove) {

    static Count of(List<? extends Change> changes) {
        return new Count(count(changes, Symbol.CREATE), count(changes, Symbol.UPDATE), count(changes, Symbol.REMOVE));
    }

    /** A number with its noun, for example {@code 1 finding}, {@code 0 findings}. */
    static String nouns(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static long count(List<? extends Change> changes, Symbol symbol) {
        return changes.stream().filter(c -> c.symbol() == symbol).count();
    }
}
