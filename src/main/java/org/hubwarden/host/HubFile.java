package org.hubwarden.host;

import java.util.OptionalLong;

/** What the hub is told of its people. */
public interface HubFile {

    /**
     * Replaces it, atomically.
     *
     * @param group the one that may read it beside root; empty for none
     */
    void publish(String json, OptionalLong group) throws HostFailure;
}
