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
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalEntry.Field;
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

    /** A pass that tells more than this is counted in the journal afterwards: journald drops entries of a flood silently. */
    private static final int FLOOD = 1_000;

    private final Journal journal;
    private final TrailStore store;
    private final JournalReader reader;
    private final Map<String, Set<String>> told = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final List<JournalEntry> losses = new ArrayList<>();
    private List<TrailRun> owed = List.of();
    private TrailRun run = new TrailRun("", Optional.empty(), false, Map.of());
    private Map<Change, Integer> numbers = Map.of();
    private Holders holders = new Holders(Ledger.EMPTY);
    private final Set<Change> begun = new HashSet<>();
    private boolean isSilent = false;
    private CompletableFuture<List<String>> ending = CompletableFuture.completedFuture(List.of());
    private CompletableFuture<Optional<String>> keeping = CompletableFuture.completedFuture(Optional.empty());

    public Trail(Journal journal, TrailStore store, JournalReader reader) {
        this.journal = journal;
        this.store = store;
        this.reader = reader;
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
            List<TrailRun> kept = kept();
            told.keySet().retainAll(kept.stream().map(TrailRun::id).toList());
            tellLosses();
            makeGood(kept, new Evidence(seen, ledger));
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
    }

    /** Begins something that looks at little: what passes before it owe stays owed. */
    public void begin(String id) {
        start(id, Optional.empty(), Ledger.EMPTY);
        try {
            owed = kept();
            tellLosses();
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
    }

    private void start(String id, Optional<String> stateSha256, Ledger ledger) {
        joined(ending);
        failures.clear();
        begun.clear();
        keeping = CompletableFuture.completedFuture(Optional.empty());
        isSilent = false;
        run = new TrailRun(id, stateSha256, false, Map.of());
        numbers = Map.of();
        holders = new Holders(ledger);
    }

    private List<TrailRun> kept() throws HostFailure {
        try {
            Optional<byte[]> kept = store.read();
            return kept.isPresent() ? TrailCodec.decode(kept.get()) : List.of();
        } catch (IllegalArgumentException e) {
            lose(String.valueOf(e.getMessage()));
        } catch (HostFailure e) {
            lose(e.sentence());
        }
        return List.of();
    }

    /** Out of the way, since what this pass owes takes its place. */
    private void lose(String why) throws HostFailure {
        Event event = Event.TRAIL_LOST;
        String sentence = "the record of changes that were about to be told cannot be read (" + why + ") and is now "
                + store.setAside() + "; changes made just before the last crash may be missing from the journal";
        List<Field> fields = List.of(new Field(FieldName.RUN, run.id()));
        losses.add(new JournalEntry(event.priority(), event.messageId(), Escaped.text(sentence), fields));
    }

    private void tellLosses() {
        try {
            while (!losses.isEmpty()) {
                journal.write(losses.get(0));
                losses.remove(0);
            }
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
            store.write(TrailCodec.encode(left));
        } else if (!kept.isEmpty()) {
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
            Set<String> known = old.changes().isEmpty() ? Set.of() : known(old.id());
            for (Telling telling : old.tellings()) {
                if (!known.contains(telling.number())) {
                    journal.write(telling.done(old, holders, true));
                    known.add(telling.number());
                }
            }
            return true;
        } catch (HostFailure e) {
            fallSilent(e);
            return false;
        }
    }

    /** What the journal has of a run: of our own we know, of one that died it is looked up. */
    private Set<String> known(String id) throws HostFailure {
        Set<String> known = told.get(id);
        if (known == null) {
            reader.sync();
            known = new HashSet<>(reader.told(id));
            told.put(id, known);
        }
        return known;
    }

    /** Nothing is owed any more. What journald has taken must be on the disk before that is forgotten. */
    private void settle() throws HostFailure {
        reader.sync();
        store.forget();
        told.clear();
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
            store.write(TrailCodec.encode(runs));
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

    private Set<String> own() {
        return told.computeIfAbsent(run.id(), id -> new HashSet<>());
    }

    /** Tells what became of a change that was heard of before. A failure is told at every attempt. */
    public void tell(Outcome outcome) {
        Change change = outcome.change();
        begun.add(change);
        if (isSilent) {
            return;
        }
        try {
            for (Telling telling : Telling.of(numbers.getOrDefault(change, 0), change)) {
                tell(telling, outcome);
            }
        } catch (HostFailure e) {
            fallSilent(e);
        }
    }

    private void tell(Telling telling, Outcome outcome) throws HostFailure {
        if (outcome instanceof Outcome.Failed failed) {
            journal.write(telling.failed(run, holders, failed.why()));
        } else {
            journal.write(telling.done(run, holders, false));
            own().add(telling.number());
        }
    }

    /**
     * Ends a pass. What is returned waits until the record and the journal are on the disk, and gives what kept changes from being told,
     * sentences for people; the next pass tells them. Until then nothing else may be asked of this object.
     */
    public Supplier<List<String>> end() {
        if (run.changes().isEmpty()) {
            ending = CompletableFuture.completedFuture(List.copyOf(failures));
        } else {
            ending = keeping.thenApplyAsync(kept -> ended());
        }
        CompletableFuture<List<String>> rest = ending;
        return () -> joined(rest);
    }

    private List<String> ended() {
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
        if (own().size() > FLOOD) {
            recount();
        }
        return run.tellings().stream().allMatch(telling -> own().contains(telling.number()));
    }

    private void recount() throws HostFailure {
        reader.sync();
        int written = own().size();
        own().retainAll(reader.told(run.id()));
        int dropped = written - own().size();
        if (dropped > 0) {
            failures.add("journald dropped " + dropped + " of the " + written + " entries of this pass, for its limit:"
                    + " see RateLimitBurst= in journald.conf(5). The next pass writes them again");
        }
    }
}
