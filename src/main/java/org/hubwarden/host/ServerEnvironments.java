package org.hubwarden.host;

import org.hubwarden.model.UnixName;

/** The variables of servers, where only root reads them, until the machine is switched off. */
public interface ServerEnvironments {

    /** Replaces those of an account's server. */
    void write(UnixName account, String text) throws HostFailure;

    /** Forgets those of an account's server. */
    void remove(UnixName account) throws HostFailure;
}
