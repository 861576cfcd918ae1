package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Evidence;

/**
 * What passes owe the journal, as their record on the disk says. What was done is told, by the evidence of the machine, and what was
 * told is not told again, by that of the journal.
 */
final class Debts {

    private final TrailRecord record;
    private final ToldEntries told;
    private final Voice voice;
    private List<TrailRun> owed = List.of();

    Debts(TrailRecord record, ToldEntries told, Voice voice) {
        this.record = record;
        this.told = told;
        this.voice = voice;
    }

    /**
     * Tells what passes before owe.
     *
     * @param reader the pass that does
     * @param evidence asked for only when something is owed
     */
    void payOff(String reader, Supplier<Evidence> evidence, Holders holders) throws HostFailure {
        List<TrailRun> kept = record.read(reader);
        told.retain(kept.stream().map(TrailRun::id).toList());
        tellLosses();
        owed = kept;
        if (!kept.isEmpty()) {
            payOff(kept, evidence.get(), holders);
        }
    }

    /** What passes before owe stays owed. */
    void takeOver(String reader) throws HostFailure {
        owed = record.read(reader);
        tellLosses();
    }

    private void tellLosses() {
        try {
            record.tellLosses(voice.journal());
        } catch (HostFailure e) {
            voice.fallSilent(e);
        }
    }

    private void payOff(List<TrailRun> kept, Evidence evidence, Holders holders) throws HostFailure {
        List<TrailRun> done = kept.stream()
                .map(old -> old.areDone() ? old : old.done(withEvidence(old, evidence)))
                .toList();
        List<TrailRun> left = done.stream()
                .filter(old -> voice.isSilent() || !isTold(old, holders))
                .toList();
        owed = left.isEmpty() ? done : left;
        if (!left.isEmpty()) {
            record.write(left);
        } else {
            settle();
            owed = List.of();
        }
    }

    private static Map<Integer, Change> withEvidence(TrailRun old, Evidence evidence) {
        Map<Integer, Change> done = new LinkedHashMap<>();
        old.changes().forEach((number, change) -> {
            if (evidence.isDone(change)) {
                done.put(number, change);
            }
        });
        return done;
    }

    /** Tells what is missing of a run; whether nothing is missing any more. */
    private boolean isTold(TrailRun old, Holders holders) {
        try {
            Set<String> known = old.changes().isEmpty() ? Set.of() : told.known(old.id());
            int before = known.size();
            for (Telling telling : old.tellings()) {
                if (!known.contains(telling.number())) {
                    voice.write(telling.done(old, holders, true));
                    known.add(telling.number());
                }
            }
            return isKept(old.id(), known.size() - before);
        } catch (HostFailure e) {
            voice.fallSilent(e);
            return false;
        }
    }

    private boolean isKept(String run, int written) throws HostFailure {
        Optional<String> drop = told.recount(run, written);
        drop.ifPresent(voice::failed);
        return drop.isEmpty();
    }

    /** Nothing is owed any more. What journald has taken must be on the disk before that is forgotten. */
    private void settle() throws HostFailure {
        told.sync();
        record.forget();
        told.forget();
    }

    /** All that is owed once this run has begun. */
    List<TrailRun> with(TrailRun run) {
        List<TrailRun> runs = new ArrayList<>(owed);
        runs.add(run);
        return List.copyOf(runs);
    }

    /** On the disk, before any of it is done. */
    void keep(List<TrailRun> runs) throws HostFailure {
        record.write(runs);
    }

    /** An entry of a run of this process is in the journal. */
    void written(TrailRun run, Telling telling) {
        told.written(run.id()).add(telling.number());
    }

    /** Ends a run: forgets it if nothing older is owed either, and all of it was told. */
    void settle(TrailRun run) throws HostFailure {
        if (owed.isEmpty() && isToldWhole(run)) {
            settle();
        }
    }

    private boolean isToldWhole(TrailRun run) throws HostFailure {
        Set<String> written = told.written(run.id());
        return isKept(run.id(), written.size())
                && run.tellings().stream().allMatch(telling -> written.contains(telling.number()));
    }
}
