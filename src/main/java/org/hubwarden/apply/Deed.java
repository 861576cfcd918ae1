package org.hubwarden.apply;

import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Change;

/** Carries one change out; what the machine refuses is thrown, as a sentence for people. */
interface Deed<C extends Change> {
    void run(C change) throws HostFailure;
}
