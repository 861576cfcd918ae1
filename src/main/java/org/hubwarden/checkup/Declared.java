package org.hubwarden.checkup;

import java.util.HashMap;
import java.util.Map;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;

/**
 * Whom the state in force names: their membership and their accounts are its business, and judged by the plan.
 *
 * @param admins each account, and whether its user is an admin
 */
public record Declared(Map<String, Boolean> admins) {

    /** Where there is no state. */
    public static final Declared NOBODY = new Declared(Map.of());

    public Declared {
        admins = Map.copyOf(admins);
    }

    /** Those of a state. */
    public static Declared by(DesiredState state) {
        Map<String, Boolean> admins = new HashMap<>();
        for (DesiredUser user : state.users().values()) {
            admins.put(state.naming().unixName(user.name()).value(), user.admin());
        }
        return new Declared(admins);
    }

    boolean names(String account) {
        return admins.containsKey(account);
    }

    /** Whether somebody decided already who is an admin. */
    boolean isSilent() {
        return admins.isEmpty();
    }
}
