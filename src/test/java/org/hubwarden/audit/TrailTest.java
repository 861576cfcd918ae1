package org.hubwarden.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.JournalEntry;
import org.hubwarden.host.JournalReader;
import org.hubwarden.host.TrailStore;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.Reason;
import org.junit.jupiter.api.Test;

/** A journal that refuses or loses entries, and a record that cannot be read. */
class TrailTest {

    private final List<JournalEntry> entries = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();
    private Optional<byte[]> kept = Optional.empty();
    private boolean refuses = false;
    private boolean diskIsFull = false;

    private final Journal journal = entry -> {
        if (refuses) {
            throw new HostFailure("journald is away");
        }
        entries.add(entry);
    };

    private final TrailStore store = new TrailStore() {
        @Override
        public Optional<byte[]> read() {
            return kept;
        }

        @Override
        public void write(byte[] content) throws HostFailure {
            if (diskIsFull) {
                throw new HostFailure("no space");
            }
            kept = Optional.of(content);
        }

        @Override
        public void forget() {
            kept = Optional.empty();
        }

        @Override
        public String setAside() {
            kept = Optional.empty();
            return "/aside";
        }
    };

    private final JournalReader reader = new JournalReader() {
        @Override
        public void read(Query query, Consumer<Map<String, List<String>>> each) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public Set<String> told(String run) {
            Set<String> told = new HashSet<>(numbers());
            told.removeAll(lost);
            return told;
        }

        @Override
        public void sync() {}

        @Override
        public Storage storage() {
            return Storage.PERSISTENT;
        }
    };

    private List<String> numbers() {
        return entries.stream()
                .flatMap(entry -> entry.fields().stream())
                .filter(field -> field.name().equals(FieldName.NUMBER))
                .map(JournalEntry.Field::value)
                .toList();
    }

    private long late() {
        return entries.stream()
                .filter(entry -> entry.fields().contains(new JournalEntry.Field(FieldName.RECOVERED, "1")))
                .count();
    }

    private static Plan groups(int size) {
        List<Change> changes = IntStream.rangeClosed(1, size)
                .<Change>mapToObj(i -> new GroupChange.Create(new GroupName("g" + i), 2000 + i, new Reason("r")))
                .toList();
        return new Plan(changes, List.of(), Optional.empty(), Ledger.EMPTY, Ledger.EMPTY);
    }

    /** A machine on which the groups are there. */
    private static ObservedState with(int size) {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, size).forEach(i -> lines.append("g" + i + ":x:" + (2000 + i) + ":\n"));
        byte[] none = new byte[0];
        byte[] group = lines.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new ObservedState(
                AccountDatabases.parse(none, group, none, Optional.empty()),
                new IdRange(1000, 2000),
                List.of(),
                new HomesSight(new TreeMap<>(), Map.of(), Optional.empty()),
                new SudoersSight(new DropInSight.Absent(), new DropInSight.Absent(), List.of(), List.of()),
                MembershipsSight.of(List.of()),
                new NssAnswer.FilesOnly(),
                ServersSight.NONE,
                LeaversSight.NONE,
                RightsSight.NONE,
                true);
    }

    private List<String> pass(Trail trail, int size) throws HostFailure {
        trail.begin("run", Optional.empty(), with(0), Ledger.EMPTY);
        Plan plan = groups(size);
        trail.before(plan);
        trail.await();
        plan.changes().forEach(change -> trail.tell(new Outcome.Done(change)));
        return trail.end().get();
    }

    @Test
    void whatJournaldRefusesFailsThePassAndIsToldByTheNext() throws Exception {
        Trail trail = new Trail(journal, store, reader);
        refuses = true;
        assertEquals(List.of("journald is away"), pass(trail, 3));
        assertTrue(kept.isPresent(), "forgotten");
        refuses = false;
        trail.begin("next", Optional.empty(), with(3), Ledger.EMPTY);
        assertEquals(List.of(), trail.end().get());
        assertEquals(List.of("1", "2", "3"), numbers());
        assertEquals(3, late());
        assertEquals(Optional.empty(), kept);
    }

    @Test
    void whatIsOwedOutlivesAPassThatCannotTellItEither() throws Exception {
        Trail trail = new Trail(journal, store, reader);
        refuses = true;
        pass(trail, 2);
        assertEquals(List.of("journald is away"), later(new Trail(journal, store, reader)));
        refuses = false;
        Trail last = new Trail(journal, store, reader);
        last.begin("last", Optional.empty(), with(0), Ledger.EMPTY);
        assertEquals(
                List.of("run 1", "run 2"),
                entries.stream()
                        .map(entry -> entry.fields().get(0).value() + " "
                                + entry.fields().stream()
                                        .filter(f -> f.name().equals(FieldName.NUMBER))
                                        .findFirst()
                                        .orElseThrow()
                                        .value())
                        .toList());
    }

    /** The groups are there, and this pass undoes one: what was seen before is what counts. */
    private List<String> later(Trail trail) throws HostFailure {
        trail.begin("second", Optional.empty(), with(2), Ledger.EMPTY);
        trail.before(groups(1));
        trail.await();
        trail.tell(new Outcome.Failed(groups(1).changes().get(0), "no"));
        return trail.end().get();
    }

    @Test
    void aPassEndsWhenAllIsToldInItsOrder() throws Exception {
        Journal slow = entry -> {
            LockSupport.parkNanos(20_000_000);
            entries.add(entry);
        };
        assertEquals(List.of(), pass(new Trail(slow, store, reader), 10));
        assertEquals(IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList(), numbers());
        assertEquals(Optional.empty(), kept);
    }

    @Test
    void aBugInTellingEndsThePassAndTheNextOneTellsTheRest() throws Exception {
        Journal broken = entry -> {
            if (entries.size() == 2) {
                throw new IllegalStateException("a bug");
            }
            entries.add(entry);
        };
        Trail trail = new Trail(broken, store, reader);
        assertEquals(
                "a bug",
                assertThrows(IllegalStateException.class, () -> pass(trail, 5)).getMessage());
        assertTrue(kept.isPresent(), "forgotten");
        Trail next = new Trail(journal, store, reader);
        next.begin("next", Optional.empty(), with(5), Ledger.EMPTY);
        assertEquals(List.of(), next.end().get());
        assertEquals(List.of("1", "2", "3", "4", "5"), numbers());
        assertEquals(3, late());
    }

    @Test
    void aFloodIsCounted() throws Exception {
        Trail trail = new Trail(journal, store, reader);
        IntStream.rangeClosed(501, 800).forEach(i -> lost.add(Integer.toString(i)));
        List<String> failures = pass(trail, 1_200);
        assertTrue(failures.get(0).startsWith("journald dropped 300 of the 1200 entries"), failures.toString());
        lost.clear();
        trail.begin("next", Optional.empty(), with(1_200), Ledger.EMPTY);
        assertEquals(300, late());
        assertEquals(Optional.empty(), kept);
    }

    @Test
    void aFloodThatIsMadeGoodIsCountedToo() throws Exception {
        refuses = true;
        pass(new Trail(journal, store, reader), 1_200);
        refuses = false;
        IntStream.rangeClosed(501, 800).forEach(i -> lost.add(Integer.toString(i)));
        Trail trail = new Trail(journal, store, reader);
        trail.begin("next", Optional.empty(), with(1_200), Ledger.EMPTY);
        assertTrue(trail.end().get().get(0).startsWith("journald dropped 300 of the 1200 entries of pass run"));
        assertTrue(kept.isPresent(), "forgotten");
        lost.clear();
        trail.begin("last", Optional.empty(), with(1_200), Ledger.EMPTY);
        assertEquals(List.of(), trail.end().get());
        assertEquals(1_500, late());
        assertEquals(Optional.empty(), kept);
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndSaid() {
        for (String nonsense : List.of("", "{", "{\"version\":\"2\"}", "{\"version\":\"1\",\"runs\":[{}]}")) {
            kept = Optional.of(nonsense.getBytes(StandardCharsets.UTF_8));
            entries.clear();
            new Trail(journal, store, reader).begin("run", Optional.empty(), with(0), Ledger.EMPTY);
            assertEquals(Event.TRAIL_LOST.messageId(), entries.get(0).messageId());
            assertTrue(
                    entries.get(0).message().contains("/aside"), entries.get(0).message());
            assertEquals(Optional.empty(), kept);
        }
    }

    @Test
    void whatCannotBeKeptMustNotBeDone() {
        diskIsFull = true;
        Trail trail = new Trail(journal, store, reader);
        trail.begin("run", Optional.empty(), with(0), Ledger.EMPTY);
        trail.before(groups(1));
        assertEquals("no space", assertThrows(HostFailure.class, trail::await).sentence());
    }

    @Test
    void aPassWithNothingToDoKeepsNothing() throws Exception {
        diskIsFull = true;
        assertEquals(List.of(), pass(new Trail(journal, store, reader), 0));
    }
}
