package org.hubwarden.apply;

import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Plan;

/** Hears of changes before they are made, so that none is forgotten when the one who makes them dies in the middle. */
public interface Intent {

    /** For those who need no memory. */
    Intent NONE = plan -> {};

    /**
     * All changes of this plan are about to be made. Called again when the plan was made anew. What was heard is durable when
     * this returns; otherwise nothing may be changed.
     */
    void before(Plan plan) throws HostFailure;
}
