package org.hubwarden.intake;

import java.util.List;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubSight;

/** From a hub that runs. */
public final class FromHub {

    private FromHub() {}

    /** The state that keeps people as the hub has them. */
    public static Intake of(HubSight sight, String url, List<HubUser> users) {
        Gathering gathering = new Gathering(sight, sight.config());
        users.forEach(user -> gathering.take(user.name(), user.admin()));
        for (PasswdEntry account : gathering.unclaimed()) {
            gathering.leaveOut(account.name(), "is an account, and the hub has nobody of that name");
        }
        return new Intake(
                "the users of the hub at " + url,
                !sight.layout().isEmpty(),
                gathering.naming(),
                List.of(
                        "Everybody whom the hub knows. It never forgets that somebody was an admin: look twice at admins."),
                gathering.newcomers(),
                gathering.groups(),
                TljhLimits.of(sight, gathering),
                gathering.leftOut());
    }
}
