package org.hubwarden.apply;

import java.util.List;
import java.util.function.Consumer;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sudoers;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/** Carries a retirement out, in the order of its plan. After the first that fails nothing more is taken away. */
public final class Withdrawal {

    private Withdrawal() {}

    /**
     * Takes the files away.
     *
     * @param told gets each outcome as it happens
     */
    public static void carryOut(Plan plan, Sudoers sudoers, Consumer<Outcome> told) {
        List<SudoersChange.Withdraw> files = plan.changes(SudoersChange.Withdraw.class);
        for (SudoersChange.Withdraw file : files) {
            try {
                sudoers.write(file);
            } catch (HostFailure e) {
                told.accept(new Outcome.Failed(file, e.sentence()));
                return;
            }
            told.accept(new Outcome.Done(file));
        }
    }
}
