package org.hubwarden.plan;

import java.time.Instant;
import java.util.List;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.Stakes;

/**
 * What a plan depends on beside the state file's content, the machine and the ledger.
 *
 * @param now the time of the plan
 * @param stateSha256 of the bytes of the state file
 * @param approvals those that still count
 * @param fights what somebody else keeps changing back
 * @param ends which ends by date have come
 * @param leave what the clock says to people who leave
 */
public record Circumstances(
        Instant now, String stateSha256, List<Approval> approvals, Fights fights, Ends ends, LeaveTimes leave) {

    /** For what depends on none. */
    public static final Circumstances NONE = new Circumstances(Instant.EPOCH, "", List.of());

    /** Where nobody fights and nothing ends. */
    public Circumstances(Instant now, String stateSha256, List<Approval> approvals) {
        this(now, stateSha256, approvals, Fights.NONE, Ends.NONE, LeaveTimes.NONE);
    }

    public Circumstances {
        approvals = List.copyOf(approvals);
    }

    /** Whether others give the same plan: the time alone changes nothing, only the ends that it brings. */
    public boolean leadToTheSame(Circumstances others) {
        return stateSha256.equals(others.stateSha256)
                && approvals.equals(others.approvals)
                && fights.equals(others.fights)
                && ends.equals(others.ends)
                && leave.equals(others.leave);
    }

    /** The same beside whoever fights. */
    public Circumstances with(Fights others) {
        return new Circumstances(now, stateSha256, approvals, others, ends, leave);
    }

    /** The same where these ends have come. */
    public Circumstances with(Ends others) {
        return new Circumstances(now, stateSha256, approvals, fights, others, leave);
    }

    /** The same at this moment for who leaves. */
    public Circumstances with(LeaveTimes others) {
        return new Circumstances(now, stateSha256, approvals, fights, ends, others);
    }

    boolean approve(Stakes stakes) {
        return approvals.stream().anyMatch(approval -> approval.stakes().cover(stakes));
    }
}
