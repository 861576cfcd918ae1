package org.hubwarden.host;

/**
 * All doors to one machine.
 *
 * @param waits where the doors tell what they wait for
 * @param ownershipCounts whether owners can be set and are compared; false on a tree that we do not read as root
 * @param running whether the machine runs: false for a directory tree, where some answers are absent
 */
public record Doors(
        StateFile stateFile,
        AccountFiles accountFiles,
        IdSources ids,
        Homes homes,
        Sudoers sudoers,
        UnitFiles unitFiles,
        Units units,
        Processes processes,
        Sessions sessions,
        Departures departures,
        GroupFiles groupFiles,
        LedgerStore ledger,
        Names names,
        PassLock passLock,
        Journal journal,
        TrailStore trail,
        JournalReader journalReader,
        Supervisor supervisor,
        StatusFile status,
        Waits waits,
        Approvals approvals,
        Clock clock,
        Witnesses witnesses,
        boolean ownershipCounts,
        boolean running) {

    /** The same with another ledger, pass lock, homes and trail. */
    public Doors with(LedgerStore otherLedger, PassLock otherLock, Homes otherHomes, TrailStore otherTrail) {
        return new Doors(
                stateFile,
                accountFiles,
                ids,
                otherHomes,
                sudoers,
                unitFiles,
                units,
                processes,
                sessions,
                departures,
                groupFiles,
                otherLedger,
                names,
                otherLock,
                journal,
                otherTrail,
                journalReader,
                supervisor,
                status,
                waits,
                approvals,
                clock,
                witnesses,
                ownershipCounts,
                running);
    }
}
