package org.hubwarden.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;

/** From accounts that look like a hub's. */
public final class FromAccounts {

    private FromAccounts() {}

    /** The state that keeps people as the account files have them. */
    public static Intake of(HubSight sight) {
        Gathering gathering = new Gathering(sight, sight.config());
        Set<String> known =
                sight.users().map(HubUsers::admins).map(users -> users.keySet()).orElse(Set.of());
        for (PasswdEntry account : gathering.unclaimed()) {
            Optional<String> name = Gathering.hubName(account.name(), known);
            name.ifPresentOrElse(
                    n -> gathering.take(n, gathering.hasRoot(account)),
                    () -> gathering.leaveOut(
                            account.name(),
                            "is the account of somebody with a long name; find it in the hub's admin page, and list it with"
                                    + " adopt: true"));
        }
        return new Intake(
                "the accounts in /etc/passwd, and who is in jupyterhub-admins",
                !sight.layout().isEmpty(),
                gathering.naming(),
                List.of("Everybody whose account begins with jupyter-."),
                gathering.newcomers(),
                gathering.groups(),
                TljhLimits.of(sight, gathering),
                gathering.leftOut());
    }
}
