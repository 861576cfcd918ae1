package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A pass looks when nobody is half there, and looks all the same in the end. */
class ComingsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void aLookWaitsForWhoIsComingIn() {
        Comings comings = new Comings(LONG);
        AtomicBoolean isThere = new AtomicBoolean();
        Latecomers.Coming coming = comings.coming();
        CompletableFuture<Boolean> look = CompletableFuture.supplyAsync(() -> comings.undisturbed(isThere::get));
        awaitBlocked();
        assertFalse(look.isDone(), "they are half there");
        isThere.set(true);
        coming.close();
        assertTrue(look.join());
    }

    /** Time for a look that does not wait; one that does is not hurt by more of it. */
    private static void awaitBlocked() {
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(200, java.util.concurrent.TimeUnit.MILLISECONDS))
                .join();
    }

    @Test
    void aLookDuringWhichSomebodyCameIsTakenAgain() {
        Comings comings = new Comings(LONG);
        List<String> looks = new ArrayList<>();
        String seen = comings.undisturbed(() -> {
            if (looks.isEmpty()) {
                comings.coming().close();
            }
            looks.add("look");
            return "look " + looks.size();
        });
        assertEquals("look 2", seen);
    }

    @Test
    void whereSomebodyAlwaysComesALookIsTakenAsItIs() {
        Comings comings = new Comings(LONG);
        AtomicInteger looks = new AtomicInteger();
        comings.undisturbed(() -> {
            comings.coming().close();
            return looks.incrementAndGet();
        });
        assertEquals(4, looks.get());
    }

    @Test
    void whoComesForeverDoesNotKeepALookForever() {
        Comings comings = new Comings(Duration.ofMillis(20));
        comings.coming();
        assertEquals("seen", comings.undisturbed(() -> "seen"));
    }
}
