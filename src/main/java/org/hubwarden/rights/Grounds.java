package org.hubwarden.rights;

import java.util.List;
import java.util.Map;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateLines;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.SudoRights;
import org.hubwarden.observed.WriteAccess;

/**
 * All that is judged.
 *
 * @param desired the state in force; empty of users where there is none
 * @param lines of the same, where it is the state file as it is now
 * @param memberships of {@link PowerfulGroups}, from every source but the group file
 * @param writable what root runs and others can write
 * @param holders by uid, what shows that processes of theirs hold the admin group
 */
public record Grounds(
        DesiredState desired,
        StateLines lines,
        Ledger ledger,
        AccountDatabases accounts,
        MembershipsSight memberships,
        SudoRights sudo,
        List<WriteAccess> writable,
        Map<Long, String> holders) {

    public Grounds {
        writable = List.copyOf(writable);
        holders = Map.copyOf(holders);
    }
}
