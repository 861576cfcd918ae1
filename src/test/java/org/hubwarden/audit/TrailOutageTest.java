package org.hubwarden.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.hubwarden.plan.Plan;
import org.junit.jupiter.api.Test;

/** What is owed while journal or disk fail for a while. */
class TrailOutageTest {

    private static final Change CHANGE = Changes.create();

    private final World world = new World();
    private final Trail trail = new Trail(world, world, world);

    /** A journal and a disk that fail when told so. */
    private static final class World implements Journal, TrailStore, JournalReader {

        private final List<JournalEntry> entries = new ArrayList<>();
        private Optional<byte[]> kept = Optional.empty();
        private Optional<byte[]> aside = Optional.empty();
        private boolean isDeaf;
        private int syncsLeft = Integer.MAX_VALUE;
        private boolean isSlow;
        private boolean isUnreadable;
        private int attempts;

        @Override
        public void write(JournalEntry entry) throws HostFailure {
            attempts++;
            if (isDeaf) {
                throw new HostFailure("nobody listens");
            }
            entries.add(entry);
        }

        @Override
        public Optional<byte[]> read() throws HostFailure {
            if (isUnreadable && kept.isPresent()) {
                throw new HostFailure("an error of the disk");
            }
            return kept;
        }

        @Override
        public void write(byte[] content) {
            if (isSlow) {
                LockSupport.parkNanos(300_000_000);
            }
            kept = Optional.of(content);
        }

        @Override
        public void forget() {
            kept = Optional.empty();
        }

        @Override
        public String setAside() {
            aside = kept;
            kept = Optional.empty();
            return "elsewhere";
        }

        @Override
        public void read(Query query, Consumer<Map<String, List<String>>> reader) {
            throw new AssertionError("nobody asked for it");
        }

        @Override
        public Set<String> told(String run) {
            return Set.of();
        }

        @Override
        public void sync() throws HostFailure {
            if (syncsLeft-- <= 0) {
                throw new HostFailure("no answer");
            }
        }

        @Override
        public Storage storage() {
            return Storage.PERSISTENT;
        }

        private List<String> kept() {
            return kept.map(TrailCodec::decode).orElse(List.of()).stream()
                    .map(TrailRun::id)
                    .toList();
        }
    }

    private static TrailRun run(String id) {
        return new TrailRun(id, Optional.empty(), true, Map.of(1, CHANGE));
    }

    private void owe(int runs) {
        world.write(TrailCodec.encode(
                IntStream.range(0, runs).mapToObj(i -> run("run" + i)).toList()));
    }

    private void begin(String id) {
        byte[] none = {};
        ObservedState nothing = new ObservedState(
                AccountDatabases.parse(none, none, none, Optional.empty()),
                new IdRange(1000, 59999),
                List.of(),
                new HomesSight(Map.of(), Map.of(), Optional.empty()),
                new SudoersSight(new DropInSight.Absent(), new DropInSight.Absent(), List.of(), List.of()),
                new MembershipsSight(List.of(), Optional.empty(), List.of()),
                new NssAnswer.FilesOnly(),
                ServersSight.NONE,
                LeaversSight.NONE,
                RightsSight.NONE,
                true);
        trail.begin(id, Optional.empty(), nothing, Ledger.EMPTY);
    }

    private static Plan plan() {
        return new Plan(List.of(CHANGE), List.of(), Optional.empty(), Ledger.EMPTY, Ledger.EMPTY);
    }

    private void change() throws HostFailure {
        trail.before(plan());
        trail.await();
    }

    @Test
    void whileNobodyListensAPassTriesOnceWhateverIsOwed() throws Exception {
        owe(40);
        world.isDeaf = true;
        begin("now");
        change();
        trail.tell(new Outcome.Done(CHANGE));
        assertEquals(List.of("nobody listens"), trail.end().get());
        assertEquals(1, world.attempts);
        assertEquals(41, world.kept().size());

        world.isDeaf = false;
        begin("next");
        assertEquals(List.of(), trail.end().get());
        assertEquals(40, world.entries.size(), "of the pass before, nothing shows that it was done");
        assertEquals(List.of(), world.kept());
    }

    @Test
    void whatMayNotBeOnTheDiskYetIsNotReplacedByWhatComesNext() throws Exception {
        owe(1);
        world.syncsLeft = 1;
        begin("now");
        change();
        assertEquals(List.of("run0", "now"), world.kept());
        assertEquals(List.of("no answer"), trail.end().get());
    }

    @Test
    void aPassIsNotOverBeforeItsRecordIs() {
        begin("now");
        world.isSlow = true;
        trail.before(plan());
        assertEquals(List.of(), trail.end().get());
        assertEquals(List.of("now"), world.kept());
    }

    @Test
    void aRecordThatCannotBeReadIsPutAsideAndThatIsToldOnceSomebodyListens() throws Exception {
        byte[] content = "{ \"version".getBytes(StandardCharsets.UTF_8);
        world.write(content);
        world.isDeaf = true;
        begin("first");
        change();
        assertEquals(List.of("first"), world.kept());
        assertEquals(content, world.aside.orElseThrow());

        world.isDeaf = false;
        begin("second");
        assertEquals(Event.TRAIL_LOST.messageId(), world.entries.get(0).messageId());
        begin("third");
        assertEquals(1, world.entries.size());
    }

    @Test
    void aRecordThatTheDiskDoesNotGiveBackIsNotOverwritten() throws Exception {
        owe(1);
        world.isUnreadable = true;
        begin("first");
        world.isUnreadable = false;
        change();
        assertEquals(List.of("first"), world.kept());
        assertTrue(world.aside.isPresent());
        assertTrue(world.entries.get(0).message().contains("an error of the disk"));
    }
}
