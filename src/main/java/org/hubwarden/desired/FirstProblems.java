package org.hubwarden.desired;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Counts every problem and keeps the first {@link StateReading#MOST_PRINTED} in the order of the file, whatever the order
 * they are found in. A file with a problem on each of 100,000 lines must not cost 100,000 sentences.
 */
final class FirstProblems {

    private record Kept(Position at, int number, String sentence) {
        private static final Comparator<Kept> FILE_ORDER =
                Comparator.comparing(Kept::at).thenComparingInt(Kept::number);
    }

    private final PriorityQueue<Kept> kept = new PriorityQueue<>(Kept.FILE_ORDER.reversed());
    private int total;

    /** The sentence is asked for only when the problem is among those kept so far. */
    void add(Position at, Supplier<String> sentence) {
        total++;
        if (kept.size() < StateReading.MOST_PRINTED) {
            kept.add(new Kept(at, total, sentence.get()));
        } else if (at.compareTo(kept.element().at()) < 0) {
            kept.remove();
            kept.add(new Kept(at, total, sentence.get()));
        }
    }

    /** How many were added, kept or not. */
    int total() {
        return total;
    }

    List<Problem> in(String file) {
        return kept.stream()
                .sorted(Kept.FILE_ORDER)
                .map(k -> new Problem(file, k.at().line(), k.at().column(), k.sentence()))
                .toList();
    }
}
