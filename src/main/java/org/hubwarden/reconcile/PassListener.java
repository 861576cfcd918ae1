package org.hubwarden.reconcile;

import java.time.Duration;
import org.hubwarden.apply.Outcome;

/** Is told what passes do: the trail, the status, the supervisor. Called on the loop's thread; must not throw. */
public interface PassListener {

    /** One change was carried out, or was not. */
    void told(Outcome outcome);

    /** A pass is over, after so long: from the lock of the pass to the last look. */
    void passed(PassResult result, Duration took);
}
