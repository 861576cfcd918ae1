package org.hubwarden.laws;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.BrakeSettings;
import org.hubwarden.desired.ClockBelief;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Hub;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnixName;

/** People who leave with no grace, and whose homes are packed at once. */
final class Leavers {

    static final UnixName ALICE = new UnixName("jupyter-alice");

    private Leavers() {}

    /** A machine that has root and nobody else. */
    static Machine machine() {
        return new Machine(new Machine.Files(
                "root:x:0:0:root:/root:/bin/bash\n",
                "root:x:0:\n",
                "root:*:19000:0:99999:7:::\n",
                Optional.of("root:*::\n")));
    }

    /** A state file with those who stay. */
    static DesiredState of(String... names) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        for (String name : names) {
            HubName hub = new HubName(name);
            users.put(hub, new DesiredUser(hub, false, false, new TreeSet<>()));
        }
        return new DesiredState(
                users,
                new TreeMap<>(),
                Defaults.STANDARD,
                Optional.empty(),
                Naming.DOCUMENTED,
                Servers.NONE,
                BrakeSettings.STANDARD,
                ClockBelief.AS_IT_IS,
                Hub.STANDARD,
                new Offboarding(0, Duration.ZERO, Optional.empty()));
    }

    /** Somebody asks for what goes beyond what goes by itself, about alice. */
    static void ask(Machine machine, Leaving.Wish wish) {
        machine.ledger = machine.ledger
                .draft()
                .change(ALICE, a -> a.withLeaving(a.leaving().map(leaving -> leaving.asking(wish))))
                .done();
    }
}
