package org.hubwarden.ledger;

import java.util.Optional;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/**
 * An account that is or was ours.
 *
 * @param id uid and gid of the primary group
 * @param home where it was made, an absolute path; later changes of the defaults do not move it
 * @param adopted whether somebody else had made it
 * @param heldRoot whether it was ever an admin here; from then on it is denied sudo by name while it is none
 * @param locked what it was before it was locked; empty while it is in use
 */
public record LedgerAccount(
        HubName hub,
        UnixName unix,
        long id,
        String home,
        boolean adopted,
        boolean heldRoot,
        Optional<LockedFrom> locked) {

    /** The same account, remembered as one that held root. */
    public LedgerAccount withRootHeld() {
        return new LedgerAccount(hub, unix, id, home, adopted, true, locked);
    }

    /** The same account, locked; what it was before is kept for its return. */
    public LedgerAccount lockedFrom(LockedFrom before) {
        return new LedgerAccount(hub, unix, id, home, adopted, heldRoot, Optional.of(before));
    }

    /** The same account, in use. */
    public LedgerAccount unlocked() {
        return new LedgerAccount(hub, unix, id, home, adopted, heldRoot, Optional.empty());
    }
}
