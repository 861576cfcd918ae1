package org.hubwarden.host;

import java.time.Duration;
import java.util.Optional;
import org.hubwarden.observed.AccountDatabases;

/** passwd(5), shadow(5), group(5) and gshadow(5). */
public interface AccountFiles {

    /**
     * Reads all four without a lock; what comes back may be of different moments.
     *
     * @throws HostFailure when one cannot be read or is in a state in which nothing may be written: missing, empty, a link,
     *     with NUL bytes or a byte order mark. A file that cannot be read is never an empty file.
     */
    AccountDatabases read() throws HostFailure;

    /** Does what can be done before the lock is taken for files that are about to be written. Nothing on the disk changes. */
    void prepare(AccountDatabases before, AccountDatabases after);

    /**
     * Takes the lock that lckpwdf(3) takes, and respects the link locks of shadow-utils.
     *
     * @param wait how long to wait for others
     * @throws HostFailure when it cannot be had in time; the sentence says who holds it
     */
    AccountTransaction begin(Duration wait) throws HostFailure;

    /** Who keeps us from the lock now, in words that go after "waiting for"; empty when nobody does. Waits for nothing. */
    Optional<String> blocker();
}
