package org.hubwarden.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which known word somebody probably meant. */
final class Nearest {

    private static final int SLIPS = 2;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The known word that is at most two slips away, and fewer than half of its letters. */
    static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(k -> Math.abs(k.length() - word.length()) <= SLIPS)
                .filter(k -> slips(word, k) <= Math.min(SLIPS, (k.length() - 1) / 2))
                .min(Comparator.<String>comparingInt(k -> slips(word, k)).thenComparing(Comparator.naturalOrder()));
    }

    /** Insertions, deletions, exchanges and swaps of neighbours. */
    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int exchange = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(exchange, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
