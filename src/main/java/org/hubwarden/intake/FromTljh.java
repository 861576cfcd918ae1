package org.hubwarden.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.TljhConfig;
import org.hubwarden.observed.hub.TljhConfig.Named;

/** From TLJH's configuration, as its documents describe it. */
public final class FromTljh {

    private final TljhConfig config;
    private final Set<String> database;
    private final boolean seesDatabase;
    private final Gathering gathering;
    private final List<String> people = new ArrayList<>();

    private FromTljh(HubSight sight, TljhConfig config) {
        this.config = config;
        this.seesDatabase = sight.users().isPresent();
        this.database =
                sight.users().map(HubUsers::admins).map(users -> users.keySet()).orElse(Set.of());
        this.gathering = new Gathering(sight, Optional.of(config));
    }

    /** The state that keeps people as the configuration has them. */
    public static Intake of(HubSight sight, TljhConfig config) {
        return new FromTljh(sight, config).intake();
    }

    private Intake intake() {
        take(config.admins(), true);
        if (config.allowed().isEmpty()) {
            everybody();
        } else {
            people.add("The people of users.allowed and users.admin.");
            take(config.allowed(), false);
        }
        gathering.unclaimed().forEach(this::unlisted);
        config.groups()
                .forEach((group, names) ->
                        gathering.group(group, names.stream().map(Named::text).toList()));
        config.faults().forEach(fault -> gathering.leaveOut(fault, "was not understood"));
        return new Intake(
                config.path(),
                true,
                gathering.naming(),
                people,
                gathering.newcomers(),
                gathering.groups(),
                TljhLimits.lines(config, gathering),
                gathering.leftOut());
    }

    private void take(List<Named> names, boolean admin) {
        names.stream().map(Named::text).forEach(name -> gathering.take(name, admin));
    }

    /** Nobody is listed, which lets everybody in: the accounts say who came. */
    private void everybody() {
        people.add(
                "users.allowed has no names, and that lets everybody in who can log in. Here only those get in who are"
                        + " listed: these have an account.");
        people.add("Whoever comes later must be added.");
        for (PasswdEntry account : gathering.unclaimed()) {
            Gathering.hubName(account.name(), database)
                    .filter(name -> !seesDatabase || database.contains(name))
                    .ifPresent(name -> gathering.take(name, false));
        }
        database.stream()
                .filter(name -> !gathering.has(name))
                .forEach(name -> gathering.leaveOut(name, "is in the hub's database and has no account yet"));
    }

    private void unlisted(PasswdEntry account) {
        String why = config.allowed().isEmpty() && seesDatabase
                ? "is an account, and the hub's database has nobody of that name"
                : "is an account, and is not in users.allowed";
        boolean cut = Gathering.hubName(account.name(), database).isEmpty();
        gathering.leaveOut(
                account.name(),
                cut
                        ? "is the account of somebody with a long name; find it in the hub's admin page, and list it with"
                                + " adopt: true"
                        : why);
    }
}
