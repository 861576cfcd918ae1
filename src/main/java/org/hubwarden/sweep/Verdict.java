package org.hubwarden.sweep;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep came to. At best, no difference was found: that a machine is clean, nobody can tell.
 *
 * @param since when the baseline was taken; empty without one
 * @param remarks the worst first; of each rank the first so many
 * @param counts how many there are of each rank in all
 * @param incomplete what was not looked at, sentences for people
 */
public record Verdict(
        Optional<Instant> since, List<Remark> remarks, Map<Rank, Integer> counts, List<String> incomplete) {

    /** More than this of one rank nobody reads; they are counted. */
    private static final int MOST = 2000;

    public Verdict {
        remarks = List.copyOf(remarks);
        counts = Map.copyOf(counts);
        incomplete = List.copyOf(incomplete);
    }

    /** Gathers remarks as they come. */
    public static final class Tally {
        private final Map<Rank, List<Remark>> kept = new EnumMap<>(Rank.class);
        private final Map<Rank, Integer> counts = new EnumMap<>(Rank.class);

        /** Counts one, and keeps it while there is room. */
        public void add(Remark remark) {
            counts.merge(remark.rank(), 1, Integer::sum);
            List<Remark> of = kept.computeIfAbsent(remark.rank(), rank -> new ArrayList<>());
            if (of.size() < MOST) {
                of.add(remark);
            }
        }

        /** All that came. */
        public Verdict verdict(Optional<Instant> since, List<String> incomplete) {
            List<Remark> all = new ArrayList<>();
            kept.values().forEach(all::addAll);
            return new Verdict(since, all, counts, incomplete);
        }
    }

    /** How many there are of a rank. */
    public int count(Rank rank) {
        return counts.getOrDefault(rank, 0);
    }

    /** How many nothing explains. */
    public int unexplained() {
        return counts.values().stream().mapToInt(n -> n).sum() - count(Rank.EXPLAINED);
    }

    /** The verdict, in one sentence. */
    public String sentence() {
        int explained = count(Rank.EXPLAINED);
        String but = explained == 0 ? "" : "; " + explained + " that the machine's own records explain";
        if (since.isEmpty()) {
            return "there is no baseline, so nobody can say what was changed; " + unexplained()
                    + " things that no package explains" + but;
        }
        if (unexplained() == 0) {
            return "no difference found since " + since.get() + but;
        }
        return unexplained() + (unexplained() == 1 ? " difference" : " differences") + " since " + since.get()
                + ", of which " + count(Rank.GIVES_ROOT) + (count(Rank.GIVES_ROOT) == 1 ? " gives" : " give") + " root"
                + but;
    }
}
