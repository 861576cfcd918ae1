package org.hubwarden.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects what is wrong with one state file while it is read. Not thread-safe. */
final class Problems {

    private final String file;
    private final FirstProblems refusals = new FirstProblems();
    private final FirstProblems warnings = new FirstProblems();

    Problems(String file) {
        this.file = file;
    }

    /** Adds a reason to refuse the file. */
    void refuse(Position at, String sentence) {
        refusals.add(at, () -> sentence);
    }

    /** As {@link #refuse(Position, String)}, for sentences that cost something to make. */
    void refuse(Position at, Supplier<String> sentence) {
        refusals.add(at, sentence);
    }

    /** Adds a remark that refuses nothing. */
    void warn(Position at, Supplier<String> sentence) {
        warnings.add(at, sentence);
    }

    /** Whether the file is good so far. */
    boolean none() {
        return refusals.total() == 0;
    }

    StateReading.Refused refused() {
        return new StateReading.Refused(refusals.in(file), refusals.total());
    }

    /** The first warnings in the order of the file, and how many more there are. */
    List<Problem> warnings() {
        List<Problem> all = new ArrayList<>(warnings.in(file));
        int more = warnings.total() - all.size();
        if (more > 0) {
            all.add(new Problem(file, 0, 0, more + " more warnings of this kind"));
        }
        return List.copyOf(all);
    }
}
