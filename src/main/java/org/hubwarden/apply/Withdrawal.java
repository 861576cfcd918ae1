package org.hubwarden.apply;

import java.util.function.Consumer;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.plan.UnitChange;

/** Carries a retirement out, in the order of its plan. After the first that fails nothing more is taken away. */
public final class Withdrawal {

    private Withdrawal() {}

    /**
     * Takes the files away.
     *
     * @param told gets each outcome as it happens
     */
    public static void carryOut(Plan plan, Doors doors, Consumer<Outcome> told) {
        Outcomes outcomes = new Outcomes(told);
        for (Change change : plan.changes()) {
            if (!outcomes.of(change, one -> take(one, doors))) {
                return;
            }
        }
    }

    private static void take(Change change, Doors doors) throws HostFailure {
        if (change instanceof SudoersChange.Withdraw file) {
            doors.sudoers().write(file);
        } else if (change instanceof UnitChange.Remove file) {
            doors.unitFiles().remove(file);
        } else if (change instanceof LeavingStep.Unmask mask) {
            doors.departures().unmask(mask);
        } else {
            throw new IllegalArgumentException("not of a retirement: " + change);
        }
    }
}
