package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.BaselineStore;
import org.hubwarden.host.BaselineStore.Grant;
import org.hubwarden.host.BaselineStore.Requests;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.sweep.FileBaselineStore;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Tenure;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.sweep.BaselineHeader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gets root is asked a baseline for, whoever loses it a sweep; once, and again when nothing came of it. */
class BaselineWishesTest {

    private static final Instant NOW = Instant.parse("2026-11-26T01:00:00Z");
    private static final Grant DANA = new Grant("jupyter-dana", NOW.toString());

    @TempDir
    private Path tree;

    private BaselineStore store;
    private BaselineWishes wishes;

    @BeforeEach
    void open() throws HostFailure {
        store = new FileBaselineStore(Root.tree(tree));
        wishes = new BaselineWishes(store, entry -> {});
    }

    private static Ledger ledger(Optional<Tenure> tenure) {
        UnixName unix = new UnixName("jupyter-dana");
        LedgerAccount dana = new LedgerAccount(
                new HubName("dana"),
                unix,
                1001,
                1001,
                "/home/jupyter-dana",
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
        return Ledger.EMPTY.draft().put(dana.withTenure(tenure)).done();
    }

    private static final Ledger ADMIN = ledger(Optional.of(new Tenure(Optional.of(NOW))));
    private static final Ledger USER = ledger(Optional.empty());

    private Requests afterPass(Ledger ledger, Instant now) throws HostFailure {
        wishes.compare(ledger, now);
        return store.takeAsked();
    }

    private String baseline() throws HostFailure {
        return store.keep(new BaselineHeader(NOW, "id", Set.of("jupyter-dana"), "1"), writer -> {})
                .path();
    }

    @Test
    void whoGetsRootIsAskedABaselineForOnce() throws HostFailure {
        assertTrue(afterPass(USER, NOW).isEmpty());
        assertEquals(new Requests(Set.of(DANA), Set.of()), afterPass(ADMIN, NOW));
        assertTrue(afterPass(ADMIN, NOW.plusSeconds(60)).isEmpty(), "it is under way");
        assertEquals(Set.of(DANA), afterPass(ADMIN, NOW.plusSeconds(3700)).grants(), "nothing came of it");
        store.settle(DANA, baseline());
        assertTrue(afterPass(ADMIN, NOW.plusSeconds(9000)).isEmpty());
        assertTrue(store.of("jupyter-dana").isPresent());
    }

    @Test
    void whoLosesRootIsSweptOnce() throws HostFailure {
        store.settle(DANA, baseline());
        assertEquals(Set.of("jupyter-dana"), afterPass(USER, NOW).sweeps());
        store.settleSweep("jupyter-dana", "no difference found");
        assertTrue(afterPass(USER, NOW.plusSeconds(9000)).isEmpty());
        assertEquals(Optional.of("no difference found"), store.report("jupyter-dana"));
    }

    @Test
    void anotherGrantGetsAnotherBaseline() throws HostFailure {
        store.settle(new Grant("jupyter-dana", "2025-01-01T00:00:00Z"), baseline());
        store.settleSweep("jupyter-dana", "x");
        assertEquals(Set.of(DANA), afterPass(ADMIN, NOW).grants());
        store.settle(DANA, baseline());
        assertEquals(Optional.empty(), store.report("jupyter-dana"), "what was found is of the time before");
    }

    private String takenAt(Instant taken) throws HostFailure {
        return store.keep(new BaselineHeader(taken, "id", Set.of(), "1"), writer -> {})
                .path();
    }

    @Test
    void oldBaselinesGoAndNeverTheOneOfAnAdmin() throws HostFailure {
        String first = baseline();
        store.settle(DANA, first);
        String second = takenAt(NOW.plusSeconds(1));
        for (int i = 2; i < 12; i++) {
            takenAt(NOW.plusSeconds(i));
        }
        assertEquals(List.of(), BaselinePruning.prune(Ledger.EMPTY, store), "a ledger that is lost names no admin");
        assertEquals(List.of(second), BaselinePruning.prune(ADMIN, store));
        assertTrue(store.kept().contains(first));
        assertEquals(11, store.kept().size());
        assertEquals(List.of(first), BaselinePruning.prune(USER, store), "nobody's any more");
        assertEquals(List.of(), BaselinePruning.prune(USER, store));
    }

    private BaselineStanding standing(Ledger ledger) throws HostFailure {
        return BaselineStanding.of(ledger, store, true);
    }

    @Test
    void whatIsPendingFailedOrGoneIsSaid() throws HostFailure {
        assertTrue(standing(ADMIN).baselines().get(0).startsWith("pending for dana; systemctl status"));
        assertEquals(List.of(), BaselineStanding.of(ADMIN, store, false).baselines(), "nobody takes one of a tree");
        store.settleFailure("jupyter-dana", "the disk is full");
        assertTrue(standing(ADMIN).baselines().get(0).startsWith("none for dana: the disk is full; it is tried again"));
        String path = baseline();
        store.settle(DANA, path);
        assertEquals(List.of(), standing(ADMIN).baselines());
        store.drop(path);
        assertTrue(standing(ADMIN).baselines().get(0).startsWith("that of dana is gone, and hubwarden did not"));
    }

    @Test
    void whatASweepCameToIsSaid() throws HostFailure {
        assertEquals(List.of(), standing(USER).sweeps());
        store.settle(DANA, baseline());
        assertEquals(List.of("dana: the sweep is pending"), standing(USER).sweeps());
        store.settleFailure("jupyter-dana", "a file system does not answer");
        assertTrue(standing(USER).sweeps().get(0).startsWith("dana: not swept, a file system does not answer; it is"));
        store.settleSweep("jupyter-dana", "no difference found since yesterday\n");
        assertEquals(
                List.of("dana: no difference found since yesterday"),
                standing(USER).sweeps());
        store.settleSweep("jupyter-dana", "2 differences since yesterday\n");
        assertEquals(
                List.of("dana: 2 differences since yesterday; hubwarden sweep dana shows them"),
                standing(USER).sweeps());
        assertEquals(List.of(), standing(USER).baselines());
    }
}
