package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.NssAnswer;

/** Gives out numbers that are free as uid and as gid and were never given out before. Not thread-safe. */
final class IdAllocator {

    private final Survey survey;
    private final IdRange range;
    private final IdBlocks subordinate;
    private long next;

    IdAllocator(Survey survey, IdRange range) {
        this.survey = survey;
        this.range = range;
        this.subordinate = new IdBlocks(survey.observed().subordinate());
        this.next = start();
    }

    /** After a change of the range the high-water mark may lie above it: then only what is known to be used counts. */
    private long start() {
        long highest = survey.ledger().highestId();
        long mark = highest > range.max() ? survey.highestKnown(range.min(), range.max()) : highest;
        return Math.max(range.min(), mark + 1);
    }

    /** The lowest number that is left; empty when the range, or what the name service was asked for, is used up. */
    Optional<Long> allocate() {
        while (next <= range.max()) {
            long candidate = next++;
            if (isFree(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    IdRange range() {
        return range;
    }

    private boolean isFree(long id) {
        return !IdRange.isReserved(id) && !survey.isTaken(id) && !subordinate.contains(id) && isFreeElsewhere(id);
    }

    private boolean isFreeElsewhere(long id) {
        NssAnswer nss = survey.observed().nss();
        if (nss instanceof NssAnswer.Answer answer) {
            return answer.ids().contains(id) && !answer.takenIds().contains(id);
        }
        return nss instanceof NssAnswer.FilesOnly;
    }
}
