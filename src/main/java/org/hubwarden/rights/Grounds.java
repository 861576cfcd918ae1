package org.hubwarden.rights;

import java.util.List;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateLines;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.observed.WriteAccess;

/**
 * All that is judged.
 *
 * @param desired the state in force; empty of users where there is none
 * @param lines of the same, where it is the state file as it is now
 * @param memberships of {@link PowerfulGroups}, from every source but the group file
 * @param writable what root runs and others can write
 * @param processes that have one of those groups
 */
public record Grounds(
        DesiredState desired,
        StateLines lines,
        Ledger ledger,
        AccountDatabases accounts,
        MembershipsSight memberships,
        AllSudoRules sudo,
        List<WriteAccess> writable,
        List<RunningProcess> processes) {

    public Grounds {
        writable = List.copyOf(writable);
        processes = List.copyOf(processes);
    }
}
