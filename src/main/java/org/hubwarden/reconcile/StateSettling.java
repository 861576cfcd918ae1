package org.hubwarden.reconcile;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.hubwarden.host.StateFileReading;

/**
 * Waits until the state file is quiet: two equal reads, one quiet time apart. An editor may leave half a list that parses,
 * or make the file vanish for a moment.
 */
final class StateSettling {

    /** Then drift of everything else is looked after, by the last good state. */
    private static final int MOST_WAITS = 20;

    /** What is rewritten more often than an editor does is not worth a thought, which may take longer than the quiet time. */
    private static final int MOST_THOUGHTS = 2;

    private final Supplier<StateFileReading> reader;
    private final Pause pause;
    private Optional<StateFileReading> last = Optional.empty();

    /** Waits one quiet time, with a reading to think about or without; says whether to go on. */
    interface Pause {
        boolean quietTime(Optional<StateFileReading> thought) throws InterruptedException;
    }

    StateSettling(Supplier<StateFileReading> reader, Pause pause) {
        this.reader = reader;
        this.pause = pause;
    }

    /** A reading that may be believed; empty when the pause says that the daemon ends. What was settled before needs no wait. */
    Optional<StateFileReading> settled() throws InterruptedException {
        StateFileReading reading = reader.get();
        for (int waits = 0; !isSame(last, reading); waits++) {
            if (waits == MOST_WAITS) {
                return Optional.of(new StateFileReading.Refused(
                        "it is written again and again and never the same for half a second; find out by whom"));
            }
            last = Optional.of(reading);
            if (!pause.quietTime(waits < MOST_THOUGHTS ? last : Optional.empty())) {
                return Optional.empty();
            }
            reading = reader.get();
        }
        return Optional.of(reading);
    }

    private static boolean isSame(Optional<StateFileReading> earlier, StateFileReading now) {
        if (earlier.isPresent()
                && earlier.get() instanceof StateFileReading.Content a
                && now instanceof StateFileReading.Content b) {
            return Arrays.equals(a.bytes(), b.bytes());
        }
        return earlier.equals(Optional.of(now));
    }
}
