package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.Remains;
import org.junit.jupiter.api.Test;

/** A name that comes back into the state file: until when it is the same account with the same home. */
class ReturnCheckTest {

    private static final UnixName ANN = new UnixName("jupyter-ann");
    private static final Instant LEFT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-01T10:00:00Z");
    private static final Leaving LOCKED = Leaving.BEGINNING.done(Stage.LOCK, LEFT);
    private static final Leaving PACKED = LOCKED.begun(Stage.ARCHIVE, LATER);
    private static final String ITS_ARCHIVE = "jupyter-ann-20261101T100000Z.tar.zst";

    private static Optional<String> fault(Leaving leaving, LeaversSight seen) {
        LedgerAccount account = new LedgerAccount(
                new HubName("ann"),
                ANN,
                1001,
                1001,
                "/home/jupyter-ann",
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
        return ReturnCheck.fault(account.withLeaving(Optional.of(leaving)), seen);
    }

    private static LeaversSight seen(Optional<String> archive, Remains.Mark... marks) {
        return new LeaversSight(new TreeMap<>(java.util.Map.of(
                ANN,
                new Remains(
                        Set.of(marks),
                        Collections.emptySortedSet(),
                        archive.map(file -> Set.of(file, "jupyter-ann-20360101T000000Z.tar.zst"))
                                .orElse(Set.of()),
                        Optional.empty(),
                        List.of()))));
    }

    @Test
    void whoIsOnlyLockedComesBack() {
        assertEquals(Optional.empty(), fault(LOCKED, seen(Optional.empty(), Remains.Mark.AT_WORK)));
        assertEquals(Optional.empty(), fault(LOCKED, LeaversSight.NONE));
    }

    @Test
    void whoseHomeIsBeingPackedComesBackWhenThatIsOver() {
        assertTrue(fault(PACKED, seen(Optional.empty(), Remains.Mark.AT_WORK))
                .orElseThrow()
                .contains("is going into an archive"));
        assertTrue(fault(PACKED, LeaversSight.NONE).isPresent(), "what cannot be seen may be under way");
    }

    @Test
    void onceTheArchiveIsWholeTheHomeMayBeHalfRemoved() {
        assertTrue(fault(PACKED, seen(Optional.of(ITS_ARCHIVE))).isPresent());
        assertEquals(
                Optional.empty(),
                fault(PACKED, seen(Optional.of("jupyter-ann-20250101T000000Z.tar.zst"))),
                "that of another time");
    }

    @Test
    void whatCouldNotBePackedIsThereAsItWas() {
        assertEquals(Optional.empty(), fault(PACKED, seen(Optional.empty())));
    }

    @Test
    void whoseHomeIsInAnArchiveMayBeAnotherPerson() {
        assertTrue(fault(PACKED.archivedAs(Optional.of(ITS_ARCHIVE)), seen(Optional.of(ITS_ARCHIVE)))
                .orElseThrow()
                .contains("hubwarden restore ann"));
    }

    @Test
    void whoWasPurgedIsNeverTheSameAgain() {
        assertTrue(fault(LOCKED.gone(), LeaversSight.NONE).orElseThrow().contains("was purged"));
    }
}
