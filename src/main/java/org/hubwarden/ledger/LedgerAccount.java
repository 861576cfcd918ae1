package org.hubwarden.ledger;

import java.util.Optional;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/**
 * An account that is or was ours.
 *
 * @param uid given out once and never again
 * @param gid of the primary group, which bears the account's name; the same number unless the account was adopted
 * @param home where it was made, an absolute path; later changes of the defaults do not move it
 * @param housed whether its home was made, or seen in place; a home that vanishes afterwards is a reason to wonder
 * @param adopted whether somebody else had made it
 * @param heldRoot whether it was ever an admin here; from then on it is denied sudo by name while it is none
 * @param tenure that it is an admin now by the state file, which a smuggled member of the admin group is not; empty otherwise
 * @param locked what it was before it was locked; empty while it is in use
 * @param leaving how far its leaving came; empty while its user is in the state file
 * @param demotion how far the loss of its root came; empty where it never had it, and while it has
 */
public record LedgerAccount(
        HubName hub,
        UnixName unix,
        long uid,
        long gid,
        String home,
        boolean housed,
        boolean adopted,
        boolean heldRoot,
        Optional<Tenure> tenure,
        Optional<LockedFrom> locked,
        Optional<Leaving> leaving,
        Optional<Demotion> demotion) {

    /** One that nobody leaves. */
    public LedgerAccount(
            HubName hub,
            UnixName unix,
            long uid,
            long gid,
            String home,
            boolean housed,
            boolean adopted,
            boolean heldRoot,
            Optional<Tenure> tenure,
            Optional<LockedFrom> locked) {
        this(hub, unix, uid, gid, home, housed, adopted, heldRoot, tenure, locked, Optional.empty(), Optional.empty());
    }

    /** The same account, remembered as one that held root. */
    public LedgerAccount withRootHeld() {
        return new LedgerAccount(hub, unix, uid, gid, home, housed, adopted, true, tenure, locked, leaving, demotion);
    }

    /** The same account, its home in place. */
    public LedgerAccount withHome() {
        return new LedgerAccount(hub, unix, uid, gid, home, true, adopted, heldRoot, tenure, locked, leaving, demotion);
    }

    /** The same account, locked; what it was before is kept for its return. */
    public LedgerAccount lockedFrom(LockedFrom before) {
        return new LedgerAccount(
                hub, unix, uid, gid, home, housed, adopted, heldRoot, tenure, Optional.of(before), leaving, demotion);
    }

    /** The same account, in use. */
    public LedgerAccount unlocked() {
        return new LedgerAccount(
                hub, unix, uid, gid, home, housed, adopted, heldRoot, tenure, Optional.empty(), leaving, demotion);
    }

    /** The same account, an admin or none. */
    public LedgerAccount withTenure(Optional<Tenure> other) {
        return new LedgerAccount(
                hub, unix, uid, gid, home, housed, adopted, heldRoot, other, locked, leaving, demotion);
    }

    /** The same account, so far gone. */
    public LedgerAccount withLeaving(Optional<Leaving> other) {
        return new LedgerAccount(hub, unix, uid, gid, home, housed, adopted, heldRoot, tenure, locked, other, demotion);
    }

    /** The same account, its root lost so far. */
    public LedgerAccount withDemotion(Optional<Demotion> other) {
        return new LedgerAccount(hub, unix, uid, gid, home, housed, adopted, heldRoot, tenure, locked, leaving, other);
    }

    /** Whether it is gone for good, and only its name and numbers are remembered. */
    public boolean isPurged() {
        return leaving.filter(Leaving::purged).isPresent();
    }
}
