package org.hubwarden.host;

import java.util.Optional;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.plan.SudoersChange;

/** sudoers(5): our two drop-ins, and what others wrote. */
public interface Sudoers {

    /** Looks at everything sudo reads. */
    SudoersSight look();

    /**
     * Writes a drop-in, 0440 and root's, atomically and durably; checked with {@code visudo -cs} before it is in place. Waits a
     * moment for an editor that holds the file; never overwrites below it. A {@link SudoersChange.Withdraw} removes the file.
     */
    void write(SudoersChange change) throws HostFailure;

    /** Asks sudo itself whether the account may run everything without a password; why not, for people, if not. */
    Optional<String> disproveRoot(UnixName account);
}
