package org.hubwarden.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.Waiting;

/**
 * What the loop is at, between what passes come to.
 *
 * @param passSince when the pass under way began; empty while none is
 * @param nextPassAt when the next pass begins if nothing happens before; empty while one is under way
 * @param waiting what is waited for now outside hubwarden
 */
public record Activity(Optional<Instant> passSince, Optional<Instant> nextPassAt, List<Waiting> waiting) {

    /** Nothing is known of it. */
    public static final Activity NONE = new Activity(Optional.empty(), Optional.empty(), List.of());

    public Activity {
        waiting = List.copyOf(waiting);
    }

    /** The same without when the next pass begins: while all is well that is at the next change, or a few minutes away. */
    Activity withoutTimer() {
        return new Activity(passSince, Optional.empty(), waiting);
    }

    static Activity pass(Instant since, List<Waiting> waiting) {
        return new Activity(Optional.of(since), Optional.empty(), waiting);
    }

    static Activity pause(Instant until, List<Waiting> waiting) {
        return new Activity(Optional.empty(), Optional.of(until), waiting);
    }
}
