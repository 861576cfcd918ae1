package org.hubwarden.observed.hub;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The users in the hub's own database.
 *
 * @param path where it was read
 * @param admins each name, and whether the hub takes them for an admin
 */
public record HubUsers(String path, SortedMap<String, Boolean> admins) {

    public HubUsers {
        admins = new TreeMap<>(admins);
    }
}
