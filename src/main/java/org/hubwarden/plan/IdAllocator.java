package org.hubwarden.plan;

import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.NssAnswer;

/** Gives out numbers that are free as uid and as gid and were never given out before. Not thread-safe. */
final class IdAllocator {

    private final Survey survey;
    private final IdRange range;
    private final IdBlocks subordinate;
    private Optional<NavigableSet<Long>> asked = Optional.empty();
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
        NssAnswer nss = survey.observed().nss();
        if (nss instanceof NssAnswer.Silent) {
            return Optional.empty();
        }
        return nss instanceof NssAnswer.Answer answer ? nextAnswered(answer) : nextInRange();
    }

    private Optional<Long> nextInRange() {
        while (next <= range.max()) {
            long candidate = next++;
            if (isFree(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** A range may hold two thousand million numbers, of which few were asked for. */
    private Optional<Long> nextAnswered(NssAnswer.Answer answer) {
        if (asked.isEmpty()) {
            asked = Optional.of(new TreeSet<>(answer.ids()));
        }
        for (Long candidate = asked.get().ceiling(next);
                candidate != null && candidate <= range.max();
                candidate = asked.get().ceiling(next)) {
            next = candidate + 1;
            if (isFree(candidate) && !answer.takenIds().contains(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    IdRange range() {
        return range;
    }

    private boolean isFree(long id) {
        return !IdRange.isReserved(id) && !survey.isTaken(id) && !subordinate.contains(id);
    }
}
