package org.hubwarden.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.hubwarden.apply.Aside;
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

    private final Voice voice;
    private final Debts debts;
    private TrailRun run = new TrailRun("", Optional.empty(), false, Map.of());
    private Map<Change, Integer> numbers = Map.of();
    private Holders holders = new Holders(Ledger.EMPTY);
    private final Set<Change> begun = new HashSet<>();

    /** A machine that makes thousands of homes must not wait for each to be told. */
    private final InOrder tellings = new InOrder();

    private CompletableFuture<List<String>> ending = CompletableFuture.completedFuture(List.of());
    private CompletableFuture<Optional<String>> keeping = CompletableFuture.completedFuture(Optional.empty());

    public Trail(Journal journal, TrailStore store, JournalReader reader) {
        this.voice = new Voice(journal);
        this.debts = new Debts(new TrailRecord(store), new ToldEntries(reader), voice);
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
            debts.payOff(id, () -> new Evidence(seen, ledger), holders);
        } catch (HostFailure e) {
            voice.failed(e.sentence());
        }
    }

    /** Begins something that looks at little: what passes before it owe stays owed. */
    public void begin(String id) {
        start(id, Optional.empty(), Ledger.EMPTY);
        try {
            debts.takeOver(id);
        } catch (HostFailure e) {
            voice.failed(e.sentence());
        }
    }

    private void start(String id, Optional<String> stateSha256, Ledger ledger) {
        CompletableFuture<List<String>> last = ending;
        ending = CompletableFuture.completedFuture(List.of());
        Aside.result(last);
        tellings.await();
        voice.begin();
        begun.clear();
        keeping = CompletableFuture.completedFuture(Optional.empty());
        run = new TrailRun(id, stateSha256, false, Map.of());
        numbers = Map.of();
        holders = new Holders(ledger);
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
        List<TrailRun> runs = debts.with(run);
        keeping = keeping.thenApplyAsync(before -> keep(runs));
    }

    /** On a thread of its own: meanwhile the account files are locked, read and planned for. Says what failed. */
    private Optional<String> keep(List<TrailRun> runs) {
        try {
            debts.keep(runs);
            return Optional.empty();
        } catch (HostFailure e) {
            return Optional.of(e.sentence());
        }
    }

    @Override
    public void await() throws HostFailure {
        Optional<String> failure = Aside.result(keeping);
        if (failure.isPresent()) {
            throw new HostFailure(failure.get());
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
        if (voice.isSilent()) {
            return;
        }
        try {
            for (Telling telling : Telling.of(number, outcome.change())) {
                tell(telling, outcome, during, known);
            }
        } catch (HostFailure e) {
            voice.fallSilent(e);
        }
    }

    private void tell(Telling telling, Outcome outcome, TrailRun during, Holders known) throws HostFailure {
        if (outcome instanceof Outcome.Failed failed) {
            voice.write(telling.failed(during, known, failed.why()));
        } else {
            voice.write(telling.done(during, known, false));
            debts.written(during, telling);
        }
    }

    /**
     * Ends a pass. What is returned waits until the record and the journal are on the disk, and gives what kept changes from being told,
     * sentences for people; the next pass tells them. Until then nothing else may be asked of this object.
     */
    public Supplier<List<String>> end() {
        if (run.changes().isEmpty()) {
            tellings.await();
            ending = CompletableFuture.completedFuture(voice.failures());
        } else {
            ending = keeping.thenApplyAsync(kept -> ended());
        }
        CompletableFuture<List<String>> rest = ending;
        return () -> Aside.result(rest);
    }

    private List<String> ended() {
        tellings.await();
        try {
            debts.settle(run);
        } catch (HostFailure e) {
            voice.failed(e.sentence());
        }
        return voice.failures();
    }
}
