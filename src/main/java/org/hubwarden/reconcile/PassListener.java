package org.hubwarden.reconcile;

import java.time.Duration;

/** Is told what passes do: the journal, the status, the supervisor. Called on the loop's thread; must not throw. */
public interface PassListener {

    /** A pass is over, after so long: from the lock of the pass to the last look. */
    void passed(PassResult result, Duration took);
}
