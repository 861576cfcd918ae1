package org.hubwarden.checkup;

import java.util.HashSet;
import java.util.Set;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnixName;

/** Which account a name of the hub has, in both ways of shortening long ones, and for names that hubwarden refuses. */
final class HubNames {

    private HubNames() {}

    /** The accounts that the name may have. */
    static Set<String> accounts(String hub) {
        Set<String> accounts = new HashSet<>(Set.of(UnixName.PREFIX + hub));
        if (HubName.fault(hub).isEmpty()) {
            HubName name = new HubName(hub);
            for (Naming naming : Naming.values()) {
                accounts.add(naming.unixName(name).value());
            }
        }
        return accounts;
    }

    /** The accounts of several. */
    static Set<String> accounts(Iterable<String> hubs) {
        Set<String> accounts = new HashSet<>();
        hubs.forEach(hub -> accounts.addAll(accounts(hub)));
        return accounts;
    }
}
