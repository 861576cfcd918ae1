package org.hubwarden.host;

import java.net.URI;

/** The REST API of a hub that runs. For commands: the daemon has no network and no token. */
@FunctionalInterface
public interface HubApi {

    /** What it answers to a GET with this token. */
    String get(URI uri, String token) throws HostFailure;
}
