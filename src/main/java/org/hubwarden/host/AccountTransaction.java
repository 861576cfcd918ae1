package org.hubwarden.host;

import org.hubwarden.observed.AccountDatabases;

/** The account files under lock. Closing gives the lock back; used by one thread. */
public interface AccountTransaction extends AutoCloseable {

    /** Reads all four; nobody who respects the lock changes them until {@link #close}. */
    AccountDatabases read() throws HostFailure;

    /**
     * Writes the files that differ, each atomically and durably, in the order group, gshadow, shadow, passwd. What the name
     * service caches is flushed afterwards.
     *
     * @param before what {@link #read} gave; a file that is no longer so is not replaced
     * @throws HostFailure at the first file that could not be written; those before it are
     */
    void write(AccountDatabases before, AccountDatabases after) throws HostFailure;

    /** Gives the lock back. Never throws. */
    @Override
    void close();
}
