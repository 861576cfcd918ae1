package org.hubwarden.checkup;

import java.util.HashMap;
import java.util.Map;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Hub;
import org.hubwarden.desired.Servers;

/**
 * Whom the state in force names: their membership and their accounts are its business, and judged by the plan.
 *
 * @param admins each account, and whether its user is an admin
 * @param hubUser the account that the hub runs as
 * @param spawner who starts servers
 */
public record Declared(Map<String, Boolean> admins, String hubUser, Servers.Spawner spawner) {

    /** Where there is no state. */
    public static final Declared NOBODY = new Declared(Map.of(), Hub.STANDARD.user(), Servers.NONE.spawner());

    public Declared {
        admins = Map.copyOf(admins);
    }

    /** Those of a state. */
    public static Declared by(DesiredState state) {
        Map<String, Boolean> admins = new HashMap<>();
        for (DesiredUser user : state.users().values()) {
            admins.put(state.naming().unixName(user.name()).value(), user.admin());
        }
        return new Declared(admins, state.hub().user(), state.servers().spawner());
    }

    boolean names(String account) {
        return admins.containsKey(account);
    }

    /** Whether somebody decided already who is an admin. */
    boolean isSilent() {
        return admins.isEmpty();
    }
}
