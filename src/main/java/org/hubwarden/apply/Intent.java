package org.hubwarden.apply;

import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Plan;

/** Hears of changes before they are made, so that none is forgotten when the one who makes them dies in the middle. */
public interface Intent {

    /** For those who need no memory. */
    Intent NONE = new Intent() {
        @Override
        public void before(Plan plan) {}

        @Override
        public void await() {}
    };

    /** All changes of this plan are about to be made. Called again when the plan was made anew. Does not wait. */
    void before(Plan plan);

    /** Returns once what was heard is durable; where this fails, nothing may be changed. */
    void await() throws HostFailure;
}
