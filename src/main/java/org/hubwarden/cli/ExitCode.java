package org.hubwarden.cli;

import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.PassResult;

/** What a command tells the shell. */
final class ExitCode {

    /** Converged, or done. */
    static final int DONE = 0;

    /** Something failed or was refused: the state file, the plan, the machine, the command line. */
    static final int FAILED = 1;

    /** Changes are pending or held, or there are findings. */
    static final int PENDING = 2;

    /** As systemctl(1): not active. */
    static final int INACTIVE = 3;

    /** As systemctl(1): no such thing. */
    static final int UNKNOWN = 4;

    /** EX_CONFIG of sysexits(3): the service does not start again until somebody writes a state file. */
    static final int NO_STATE = 78;

    private ExitCode() {}

    /** For commands that look. */
    static int of(Assessment assessment) {
        boolean refused =
                !assessment.state().isCurrent() || !assessment.obstacles().isEmpty();
        if (refused || assessment.plan().isEmpty()) {
            return FAILED;
        }
        Plan plan = assessment.plan().get();
        boolean nothing =
                plan.isEmpty() && plan.hold().isEmpty() && plan.findings().isEmpty();
        return nothing ? DONE : PENDING;
    }

    /** For a pass. Findings are no failure of it; a state file that is refused is, even where the last good one was applied. */
    static int of(PassResult result) {
        boolean held = result.verdict() == PassResult.Verdict.HELD;
        if (held && result.before().state().isCurrent()) {
            return PENDING;
        }
        boolean converged = result.verdict() == PassResult.Verdict.CONVERGED;
        return converged && result.before().state().isCurrent() ? DONE : FAILED;
    }
}
