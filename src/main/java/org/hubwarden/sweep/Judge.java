package org.hubwarden.sweep;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says what differences mean. */
public final class Judge {

    /** What of an entry is only for those who look, and is none of what it is compared by. */
    private static final Set<String> ASIDE = Set.of("pid", "by", "ours", "root", "given", "package");

    private final FileJudge files;
    private final Instant taken;
    private final Packages packages;

    /**
     * @param taken when the baseline was taken
     * @param packages what may explain a difference
     * @param ours escaped paths of files that hubwarden writes, and that are as it wants them
     */
    public Judge(Instant taken, Packages packages, Set<String> ours) {
        this.taken = taken;
        this.packages = packages;
        this.files = new FileJudge(taken, packages, ours);
    }

    /** What one means; empty for what takes rights away, or is none. */
    public Optional<Remark> of(Difference difference) {
        Set<String> changed = new TreeSet<>(difference.changed());
        boolean both = difference.before().isPresent() && difference.now().isPresent();
        boolean lapsed = changed.contains("given") && difference.now("given").equals("no");
        changed.removeAll(ASIDE);
        if (both && changed.isEmpty() && !lapsed) {
            return Optional.empty();
        }
        return difference.key().startsWith(Entry.NO_FILE)
                ? new StateJudge(taken, packages).of(difference)
                : files.of(difference);
    }
}
