package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
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
}
