package org.hubwarden.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeavingTest {

    @Test
    void aStepIsBegunAgainOnlyOnceItWasDone() {
        Instant later = Instant.EPOCH.plusSeconds(9);
        Leaving once = Leaving.BEGINNING.begun(Stage.LOCK, Instant.EPOCH);
        assertEquals(once, once.begun(Stage.LOCK, later));
        Leaving done = once.done(Stage.LOCK, later);
        assertEquals(done, done.done(Stage.LOCK, later.plusSeconds(1)));
        assertEquals(
                Optional.of(new Progress(later, Optional.empty())),
                done.begun(Stage.LOCK, later).progress(Stage.LOCK));
    }

    @Test
    void aDayCountsOnceAndNoneThatIsOver() {
        Leaving second = Leaving.BEGINNING.passedOn(LocalDate.EPOCH).passedOn(LocalDate.EPOCH.plusDays(400));
        assertEquals(2, second.days());
        assertEquals(second, second.passedOn(LocalDate.EPOCH.plusDays(400)));
        assertEquals(second, second.passedOn(LocalDate.EPOCH.plusDays(1)));
    }
}
