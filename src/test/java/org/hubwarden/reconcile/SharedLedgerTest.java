package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.LedgerStore;
import org.hubwarden.host.linux.FileLedgerStore;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LedgerReading;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass and what makes single accounts write one ledger, each from what it read before the other wrote. */
class SharedLedgerTest {

    private LedgerStore passes = new SharedLedger(new FileLedgerStore(Root.machine())).forPasses();
    private LedgerStore late = passes;

    @BeforeEach
    void begin(@TempDir Path tree) throws HostFailure {
        SharedLedger shared = new SharedLedger(new FileLedgerStore(Root.tree(tree)));
        passes = shared.forPasses();
        late = shared.forLatecomers();
        passes.write(with(Ledger.EMPTY, "old", 1000));
    }

    private static Ledger with(Ledger ledger, String name, long id) {
        UnixName unix = new UnixName("jupyter-" + name);
        return ledger.draft()
                .put(new LedgerAccount(
                        new HubName(name),
                        unix,
                        id,
                        id,
                        "/home/" + unix,
                        true,
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty()))
                .done();
    }

    private Ledger stored() {
        return ((LedgerReading.Intact) passes.read()).ledger();
    }

    private static Set<String> names(Ledger ledger) {
        Set<String> names = new TreeSet<>();
        ledger.accounts().values().forEach(account -> names.add(account.hub().value()));
        return names;
    }

    @Test
    void whoCameWhileAPassWasAtWorkStays() throws HostFailure {
        Ledger before = stored();
        late.write(with(before, "late", 1001));
        passes.prepare(with(before, "other", 1002));
        passes.write(with(before, "other", 1002));
        assertEquals(Set.of("old", "late", "other"), names(stored()));
        passes.write(with(before, "third", 1003));
        assertEquals(Set.of("old", "late", "third"), names(stored()), "a pass may forget its own, and nobody else's");
        assertEquals(1003, stored().highestId());
    }

    @Test
    void whatAPassWroteMeanwhileStays() throws HostFailure {
        Ledger before = stored();
        passes.write(with(before, "other", 1002));
        late.write(with(before, "late", 1001));
        assertEquals(Set.of("old", "late", "other"), names(stored()));
        assertEquals(1002, stored().highestId());
    }

    @Test
    void whatWasThoughtOutBeforeAPassWroteIsThoughtOutAgain() throws HostFailure {
        Ledger wanted = with(stored(), "late", 1001);
        late.prepare(wanted);
        passes.write(with(stored(), "other", 1002));
        late.write(wanted);
        assertEquals(Set.of("old", "late", "other"), names(stored()));
        Ledger next = with(stored(), "next", 1003);
        late.prepare(next);
        late.write(next);
        assertEquals(Set.of("old", "late", "other", "next"), names(stored()));
        late.prepare(with(stored(), "nobody", 1004));
        late.write(with(stored(), "last", 1004));
        assertEquals(Set.of("old", "late", "other", "next", "last"), names(stored()), "not what was prepared");
        passes.write(with(Ledger.EMPTY, "third", 1005));
        assertEquals(Set.of("late", "next", "last", "third"), names(stored()), "a pass that knew of none");
    }

    @Test
    void whoWasBuriedDoesNotComeBack() throws HostFailure {
        late.write(with(stored(), "late", 1001));
        Ledger buried = stored().draft().bury(new UnixName("jupyter-late")).done();
        passes.write(buried);
        passes.write(with(buried, "other", 1002));
        assertEquals(Set.of("old", "other"), names(stored()));
        assertTrue(stored().tombstones().contains(1001L));
    }
}
