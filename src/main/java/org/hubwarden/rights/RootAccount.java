package org.hubwarden.rights;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.HubName;

/**
 * Somebody who can become root.
 *
 * @param account its name as the files have it; {@code %group}, {@code +netgroup} or {@code #uid} where nothing says who that is, and
 *     {@link #EVERYBODY}
 * @param uid where it is known
 * @param hub the user of ours whose account it is
 */
public record RootAccount(String account, Optional<Long> uid, Optional<HubName> hub, List<Way> ways) {

    /** Stands for every account. */
    public static final String EVERYBODY = "*";

    public RootAccount {
        ways = List.copyOf(ways);
    }

    /** Whether it concerns a user of ours and is not what the state file says. */
    public boolean isUnsaid() {
        return (hub.isPresent() || account.equals(EVERYBODY))
                && ways.stream().anyMatch(way -> way.stateLine().isEmpty());
    }
}
