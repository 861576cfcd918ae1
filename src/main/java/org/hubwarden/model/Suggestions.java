package org.hubwarden.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known word somebody probably meant. */
public final class Suggestions {

    private static final int LONGEST = 64;

    private Suggestions() {}

    /** The known word nearest to this one, if it is near: at most two slips, and fewer than half of its letters. */
    public static Optional<String> near(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(k -> slips(word, k) <= allowed(k))
                .min(Comparator.<String>comparingInt(k -> slips(word, k)).thenComparing(Comparator.naturalOrder()));
    }

    private static int allowed(String known) {
        return Math.min(2, (known.length() - 1) / 2);
    }

    /** Insertions, deletions, exchanges of a letter and swaps of neighbours; capitals cost nothing. */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 2) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int exchange = cost[i - 1][j - 1] + (same(a, i, b, j) ? 0 : 1);
        int best = Math.min(exchange, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && same(a, i, b, j - 1) && same(a, i - 1, b, j);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }

    private static boolean same(String a, int i, String b, int j) {
        return Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
    }
}
