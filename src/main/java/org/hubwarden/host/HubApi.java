package org.hubwarden.host;

import java.net.URI;
import java.util.OptionalLong;

/** The REST API of a hub that runs. For commands: the daemon has no network and no token. */
public interface HubApi {

    /** What it answers to a GET with this token. */
    String get(URI uri, String token) throws HostFailure;

    /** Whose socket it is that listens on a port of this machine, by uid; empty where none does. */
    OptionalLong owner(int port);
}
