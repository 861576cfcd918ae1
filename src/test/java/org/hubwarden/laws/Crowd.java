package org.hubwarden.laws;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;

/** State files with many users. */
final class Crowd {
    private Crowd() {}

    /** Users {@code u00000} and so on, the first ones left out; each hundredth is an admin. */
    static DesiredState of(int people, int left) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        for (int i = left; i < people; i++) {
            HubName hub = new HubName(String.format("u%05d", i));
            users.put(hub, new DesiredUser(hub, i % 100 == 0, false, new TreeSet<>()));
        }
        return new DesiredState(users, new TreeMap<>(), Defaults.STANDARD, Optional.empty(), Naming.DOCUMENTED);
    }
}
