package org.hubwarden.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.Waits;
import org.junit.jupiter.api.Test;

/** Who is fed, and who is not. */
class PulseTest {

    private final List<String> heard = new ArrayList<>();
    private final Waits waits = new Waits(InstantSource.system());

    private final class Ear implements Supervisor {
        private final Duration interval;

        Ear(Duration interval) {
            this.interval = interval;
        }

        @Override
        public void ready() {}

        @Override
        public void status(String text) {}

        @Override
        public void watchdog() {
            heard.add("watchdog");
        }

        @Override
        public Optional<Duration> watchdogInterval() {
            return Optional.of(interval);
        }

        @Override
        public void starting(Duration more) {
            heard.add("starting " + more.toMillis());
        }

        @Override
        public void stopping() {}
    }

    private Pulse pulse(long millis) {
        return new Pulse(new Ear(Duration.ofMillis(millis)), waits);
    }

    @Test
    void aPassThatMovesIsFed() {
        waits.step();
        assertTrue(pulse(600_000).beatOverPass(false));
        assertEquals(List.of("watchdog"), heard);
    }

    @Test
    void aPassThatTakesNoStepAndWaitsForNothingIsNot() throws Exception {
        Thread.sleep(5);
        assertEquals(false, pulse(1).beatOverPass(false));
        assertEquals(List.of(), heard);
    }

    @Test
    void aPassThatWaitsForSomethingWithANameIs() throws Exception {
        try (Waits.Wait wait = waits.begin("the name service ldap", Duration.ofSeconds(40))) {
            Thread.sleep(5);
            assertTrue(pulse(1).beatOverPass(false));
        }
        assertEquals(List.of("watchdog"), heard);
    }

    @Test
    void theFirstPassAsksForMoreTimeInstead() {
        waits.step();
        assertTrue(pulse(600_000).beatOverPass(true));
        assertEquals(List.of("starting 1200000"), heard);
    }

    @Test
    void theLoopSleepsForAThirdOfTheIntervalAndNeverLong() {
        assertEquals(Duration.ofSeconds(20), pulse(60_000).pause());
        assertEquals(Duration.ofSeconds(2), pulse(6_000).pause());
        assertEquals(Duration.ofSeconds(20), pulse(600_000).pause());
    }
}
