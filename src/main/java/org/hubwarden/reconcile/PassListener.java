package org.hubwarden.reconcile;

import org.hubwarden.apply.Outcome;

/** Is told what passes do: the trail, the status, the supervisor. Called on the loop's thread; must not throw. */
public interface PassListener {

    /** One change was carried out, or was not. */
    void told(Outcome outcome);

    /** A pass is over. */
    void passed(PassResult result);
}
