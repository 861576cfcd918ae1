package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.ledger.Approval;

/** Approvals that count no more. */
final class SpentApprovals {

    private final Doors doors;

    SpentApprovals(Doors doors) {
        this.doors = doors;
    }

    /**
     * Forgets them. An approval is for one time and one content of the state file; one that was typed while the pass ran is for
     * what the next one reads.
     *
     * @param after what was seen at the end of the pass
     * @param read those that it began with
     * @return what went wrong
     */
    List<String> forget(Assessment after, List<Approval> read) {
        boolean done = after.plan()
                .filter(plan -> plan.isEmpty() && plan.hold().isEmpty())
                .isPresent();
        String inForce = after.state().sha256().orElse("");
        List<String> failures = new ArrayList<>();
        for (Approval approval : doors.approvals().read()) {
            boolean isFresh = approval.isFresh(doors.clock().now());
            boolean isSpent = done || !approval.stakes().stateSha256().equals(inForce);
            if (!isFresh || (isSpent && read.contains(approval))) {
                forget(approval, failures);
            }
        }
        return failures;
    }

    private void forget(Approval approval, List<String> failures) {
        try {
            doors.approvals().remove(approval);
        } catch (HostFailure e) {
            failures.add(e.sentence());
        }
    }
}
