package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.junit.jupiter.api.Test;

/** One lock against other processes, for several holders in this one. */
class SharedPassLockTest {

    private final List<String> deeds = new ArrayList<>();
    private boolean isRefused;

    private final SharedPassLock shared = new SharedPassLock(new PassLock() {
        @Override
        public Held acquire(Duration wait) throws HostFailure {
            if (isRefused) {
                throw new HostFailure("another process makes a pass");
            }
            deeds.add("taken");
            return () -> deeds.add("given back");
        }

        @Override
        public Optional<String> blocker() {
            return Optional.of("another");
        }
    });

    @Test
    void theFirstTakesItAndTheLastGivesItBack() throws HostFailure {
        PassLock.Held pass = shared.acquire(Duration.ZERO);
        PassLock.Held account = shared.acquire(Duration.ZERO);
        pass.close();
        assertEquals(List.of("taken"), deeds, "the account is not made yet");
        PassLock.Held next = shared.acquire(Duration.ZERO);
        account.close();
        next.close();
        assertEquals(List.of("taken", "given back"), deeds);
        shared.acquire(Duration.ZERO).close();
        assertEquals(List.of("taken", "given back", "taken", "given back"), deeds);
    }

    @Test
    void whoDoesNotGetItHoldsNothing() throws HostFailure {
        isRefused = true;
        assertThrows(HostFailure.class, () -> shared.acquire(Duration.ZERO));
        isRefused = false;
        shared.acquire(Duration.ZERO).close();
        assertEquals(List.of("taken", "given back"), deeds);
        assertEquals(Optional.of("another"), shared.blocker());
    }
}
