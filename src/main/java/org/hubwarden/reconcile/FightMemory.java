package org.hubwarden.reconcile;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.host.Witnesses;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Fact;
import org.hubwarden.plan.Fight;
import org.hubwarden.plan.Fights;
import org.hubwarden.plan.FlipRecord;

/**
 * What a daemon put right, and so what somebody else fights over. It lasts as long as the daemon and one state: an edit, a reload
 * and a restart all mean that hubwarden is to insist again. Used by one pass at a time, but for {@link #forget}.
 */
final class FightMemory {

    private final Witnesses witnesses;
    private final InstantSource clock;
    private final Map<Fact, Fight> explained = new HashMap<>();
    private FlipRecord record = FlipRecord.EMPTY;
    private Optional<String> state = Optional.empty();
    private boolean isOften;
    private volatile boolean isToForget;

    FightMemory(Witnesses witnesses, InstantSource clock) {
        this.witnesses = witnesses;
        this.clock = clock;
    }

    /** From the next pass on everything is put right again. From any thread. */
    void forget() {
        isToForget = true;
    }

    /** Is told which state is in force: what was put right for another counts no more. */
    void inForce(Optional<String> sha256) {
        if (isToForget || !sha256.equals(state)) {
            isToForget = false;
            state = sha256;
            record = FlipRecord.EMPTY;
            isOften = false;
            explained.clear();
        }
    }

    /** These were put right just now. */
    void putRight(List<Change> changes) {
        Set<Fact> facts =
                changes.stream().flatMap(change -> Fact.of(change).stream()).collect(Collectors.toSet());
        record = record.with(facts, clock.instant());
        isOften = !record.often().isEmpty();
    }

    /**
     * The fights that go on, with what the logs show of new ones.
     *
     * @param wrong the facts that are wrong now: what was put right for good is no fight
     */
    Fights among(Set<Fact> wrong) {
        record = record.at(clock.instant());
        Map<Fact, Instant> often = record.often();
        explained.keySet().retainAll(often.keySet());
        often.forEach((fact, since) -> {
            if (wrong.contains(fact) && !explained.containsKey(fact)) {
                explained.put(fact, new Fight(since, witnesses.about(fact, since)));
            }
        });
        return Fights.of(explained);
    }

    /**
     * Whether anything was put right so often that it may be a fight, or was one until now. Time alone makes nothing often, so
     * that the thousands of facts after a creation are not gone through in each pass.
     */
    boolean isNeeded() {
        return !explained.isEmpty()
                || (isOften && !record.at(clock.instant()).often().isEmpty());
    }
}
