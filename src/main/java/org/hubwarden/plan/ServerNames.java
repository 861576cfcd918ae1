package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnitName;

/** Which unit runs whose server. */
public final class ServerNames {

    private ServerNames() {}

    /** Empty where servers are not our business, and for a name that is too long for systemd. */
    public static Optional<UnitName> of(Servers.Spawner spawner, LedgerAccount account) {
        return switch (spawner) {
            case HUBWARDEN -> Optional.of(UnitName.of(account.unix()));
            case TLJH -> UnitName.ofTljh(account.hub());
            case NONE -> Optional.empty();
        };
    }
}
