package org.hubwarden.host;

import org.hubwarden.observed.hub.HubSight;

/** A look at a machine that may have a JupyterHub, whoever made it. Changes nothing, and needs no state file. */
@FunctionalInterface
public interface HubLook {

    /**
     * Looks at everything that may be looked at; what may not is said in the answer.
     *
     * @throws HostFailure when there are no account files
     */
    HubSight look() throws HostFailure;
}
