package org.hubwarden.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.hubwarden.apply.Intent;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.TrailStore;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Evidence;
import org.hubwarden.plan.Plan;

/**
 * Tells each change exactly once. What a pass means to do is kept before it is begun. Whoever finds it later tells what was
 * done, by the evidence of the machine, and not told, by that of the journal. Used under the pass lock, by one thread.
 */
public final class Trail implements Intent {

    private final Journal journal;
    private final TrailRecord record;
    private final ToldEntries told;
    private final List<String> failures = new ArrayList<>();
    private List<TrailRun> owed = List.of();
    private TrailRun run = new TrailRun("", Optional.empty(), false, Map.of());
    private Map<Change, Integer> numbers = Map.of();
    private Holders holders = new Holders(Ledger.EMPTY);
    private final Set<Change> begun = new HashSet<>();

    /** A machine that makes thousands of homes must not wait for each to be told. */
    private final InOrder tellings = new InOrder();

    private boolean isSilent = false;
    private CompletableFuture<List<String>> ending = CompletableFuture.completedFuture(List.of());
    private CompletableFuture<Optional<String>> keeping = CompletableFuture.completedFuture(Optional.empty());

    public Trail(Journal journal, TrailStore store, JournalReader reader) {
        this.journal = journal;
        this.record = new TrailRecord(store);
        this.told = new ToldEntries(reader);
    }

    /**
     * Begins a pass: tells what passes before it owe.
     *
     * @param id of the pass
     * @param stateSha256 of the state that is in force
     * @param seen a look that was taken under the lock
     */
    public void begin(String id, Optional<String> stateSha256, ObservedState seen, Ledger ledger) {
        start(id, stateSha256, ledger);
        try {
            List<TrailRun> kept = record.read(id);
            told.retain(kept.stream().map(TrailRun::id).toList());
            tellLosses();
            owed = kept;
            if (!kept.isEmpty()) {
                makeGood(kept, new Evidence(seen, ledger));
            }
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
    }

    /** Begins something that looks at little: what passes before it owe stays owed. */
    public void begin(String id) {
        start(id, Optional.empty(), Ledger.EMPTY);
        try {
            owed = record.read(id);
            tellLosses();
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
    }

    private void start(String id, Optional<String> stateSha256, Ledger ledger) {
        CompletableFuture<List<String>> last = ending;
        ending = CompletableFuture.completedFuture(List.of());
        joined(last);
        tellings.await();
        failures.clear();
        begun.clear();
        keeping = CompletableFuture.completedFuture(Optional.empty());
        isSilent = false;
        run = new TrailRun(id, stateSha256, false, Map.of());
        numbers = Map.of();
        holders = new Holders(ledger);
    }

    private void tellLosses() {
        try {
            record.tellLosses(journal);
        } catch (HostFailure e) {
            fallSilent(e);
        }
    }

    /** Nobody listens now: to try each entry would take as often as long. The next pass tries again. */
    private void fallSilent(HostFailure why) {
        isSilent = true;
        failures.add(why.sentence());
    }

    private void makeGood(List<TrailRun> kept, Evidence evidence) throws HostFailure {
        List<TrailRun> done = kept.stream()
                .map(old -> old.areDone() ? old : old.done(withEvidence(old, evidence)))
                .toList();
        List<TrailRun> left =
                done.stream().filter(old -> isSilent || !isTold(old)).toList();
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
    private boolean isTold(TrailRun old) {
        try {
            Set<String> known = old.changes().isEmpty() ? Set.of() : told.known(old.id());
            int before = known.size();
            for (Telling telling : old.tellings()) {
                if (!known.contains(telling.number())) {
                    journal.write(telling.done(old, holders, true));
                    known.add(telling.number());
                }
            }
            return isKept(old.id(), known.size() - before);
        } catch (HostFailure e) {
            fallSilent(e);
            return false;
        }
    }

    private boolean isKept(String run, int written) throws HostFailure {
        Optional<String> drop = told.recount(run, written);
        drop.ifPresent(failures::add);
        return drop.isEmpty();
    }

    /** Nothing is owed any more. What journald has taken must be on the disk before that is forgotten. */
    private void settle() throws HostFailure {
        told.sync();
        record.forget();
        told.forget();
    }

    @Override
    public void before(Plan plan) {
        if (plan.changes().isEmpty() || List.copyOf(run.changes().values()).equals(plan.changes())) {
            return;
        }
        Map<Integer, Change> wanted = new LinkedHashMap<>(run.changes());
        wanted.values().retainAll(begun);
        int next = run.changes().keySet().stream().max(Integer::compare).orElse(0) + 1;
        for (Change change : plan.changes()) {
            Integer number = numbers.get(change);
            wanted.put(number == null ? next++ : number, change);
        }
        run = new TrailRun(run.id(), run.stateSha256(), false, wanted);
        numbers = new HashMap<>();
        wanted.forEach((number, change) -> numbers.put(change, number));
        holders = new Holders(plan.before());
        List<TrailRun> runs = new ArrayList<>(owed);
        runs.add(run);
        keeping = keeping.thenApplyAsync(before -> keep(runs));
    }

    /** On a thread of its own: meanwhile the account files are locked, read and planned for. Says what failed. */
    private Optional<String> keep(List<TrailRun> runs) {
        try {
            record.write(runs);
            return Optional.empty();
        } catch (HostFailure e) {
            return Optional.of(e.sentence());
        }
    }

    @Override
    public void await() throws HostFailure {
        Optional<String> failure = joined(keeping);
        if (failure.isPresent()) {
            throw new HostFailure(failure.get());
        }
    }

    private static <T> T joined(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw e;
        }
    }

    /**
     * Tells what became of a change that was heard of before. A failure is told at every attempt. Does not wait: {@link #end} does, and
     * what was not told when the process dies is told by the next.
     */
    public void tell(Outcome outcome) {
        Change change = outcome.change();
        begun.add(change);
        int number = numbers.getOrDefault(change, 0);
        TrailRun during = run;
        Holders known = holders;
        tellings.add(() -> tell(outcome, number, during, known));
    }

    private void tell(Outcome outcome, int number, TrailRun during, Holders known) {
        if (isSilent) {
            return;
        }
        try {
            for (Telling telling : Telling.of(number, outcome.change())) {
                tell(telling, outcome, during, known);
            }
        } catch (HostFailure e) {
            fallSilent(e);
        }
    }

    private void tell(Telling telling, Outcome outcome, TrailRun during, Holders known) throws HostFailure {
        if (outcome instanceof Outcome.Failed failed) {
            journal.write(telling.failed(during, known, failed.why()));
        } else {
            journal.write(telling.done(during, known, false));
            told.written(during.id()).add(telling.number());
        }
    }

    /**
     * Ends a pass. What is returned waits until the record and the journal are on the disk, and gives what kept changes from being told,
     * sentences for people; the next pass tells them. Until then nothing else may be asked of this object.
     */
    public Supplier<List<String>> end() {
        if (run.changes().isEmpty()) {
            tellings.await();
            ending = CompletableFuture.completedFuture(List.copyOf(failures));
        } else {
            ending = keeping.thenApplyAsync(kept -> ended());
        }
        CompletableFuture<List<String>> rest = ending;
        return () -> joined(rest);
    }

    private List<String> ended() {
        tellings.await();
        try {
            if (owed.isEmpty() && isToldWhole()) {
                settle();
            }
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
        return List.copyOf(failures);
    }

    private boolean isToldWhole() throws HostFailure {
        Set<String> written = told.written(run.id());
        return isKept(run.id(), written.size())
                && run.tellings().stream().allMatch(telling -> written.contains(telling.number()));
    }
}
