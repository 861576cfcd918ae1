package org.hubwarden.observed;

import java.util.List;
import org.hubwarden.model.IdRange;

/**
 * Everything a pass looked at.
 *
 * @param loginDefs UID_MIN and UID_MAX of login.defs(5)
 * @param subordinate the ranges of subuid(5) and subgid(5)
 * @param memberships from every source but the group file
 * @param servers unit files and units
 * @param leavers what is left of people who leave
 * @param rights what still runs with rights that were taken
 * @param ownershipCounts false where we are not root on a tree: owners are then neither compared nor set
 */
public record ObservedState(
        AccountDatabases accounts,
        IdRange loginDefs,
        List<IdBlock> subordinate,
        HomesSight homes,
        SudoersSight sudoers,
        MembershipsSight memberships,
        NssAnswer nss,
        ServersSight servers,
        LeaversSight leavers,
        RightsSight rights,
        boolean ownershipCounts) {

    public ObservedState {
        subordinate = List.copyOf(subordinate);
    }

    /** Whether the other is equal, and so by its large parts being the very same objects. */
    @SuppressWarnings("ReferenceEquality") // that is the point
    public boolean hasSameParts(ObservedState other) {
        return accounts == other.accounts
                && homes == other.homes
                && subordinate == other.subordinate
                && loginDefs.equals(other.loginDefs)
                && sudoers.equals(other.sudoers)
                && memberships.equals(other.memberships)
                && nss.equals(other.nss)
                && servers.equals(other.servers)
                && leavers.equals(other.leavers)
                && rights.equals(other.rights)
                && ownershipCounts == other.ownershipCounts;
    }

    /** The same with account files that were read later. */
    public ObservedState with(AccountDatabases fresh) {
        return new ObservedState(
                fresh,
                loginDefs,
                subordinate,
                homes,
                sudoers,
                memberships,
                nss,
                servers,
                leavers,
                rights,
                ownershipCounts);
    }

    /** The same with other servers. */
    public ObservedState with(ServersSight other) {
        return new ObservedState(
                accounts,
                loginDefs,
                subordinate,
                homes,
                sudoers,
                memberships,
                nss,
                other,
                leavers,
                rights,
                ownershipCounts);
    }

    /** The same with what the name service said. */
    public ObservedState with(NssAnswer answer) {
        return new ObservedState(
                accounts,
                loginDefs,
                subordinate,
                homes,
                sudoers,
                memberships,
                answer,
                servers,
                leavers,
                rights,
                ownershipCounts);
    }

    /** The same with what is left of other people. */
    public ObservedState with(LeaversSight other) {
        return new ObservedState(
                accounts,
                loginDefs,
                subordinate,
                homes,
                sudoers,
                memberships,
                nss,
                servers,
                other,
                rights,
                ownershipCounts);
    }

    /** The same with what was seen of rights that were taken. */
    public ObservedState with(RightsSight other) {
        return new ObservedState(
                accounts,
                loginDefs,
                subordinate,
                homes,
                sudoers,
                memberships,
                nss,
                servers,
                leavers,
                other,
                ownershipCounts);
    }
}
