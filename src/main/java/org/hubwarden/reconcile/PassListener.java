package org.hubwarden.reconcile;

import java.time.Duration;

/** Is told what passes do: the journal, the status, the supervisor. Must not throw. */
public interface PassListener {

    /** A pass is over, after so long: from the lock of the pass to the last look. On the thread of the pass. */
    void passed(PassResult result, Duration took);

    /** What the loop is at, each time it is something else. On the loop's thread. */
    void at(Activity activity);

    /** A pass takes no step and waits for nothing that has a name; {@code where} it stands. On the loop's thread, once for a pass. */
    void stuck(Duration since, String where);
}
