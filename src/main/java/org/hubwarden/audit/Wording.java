package org.hubwarden.audit;

import java.util.Locale;
import org.hubwarden.apply.Outcome;
import org.hubwarden.model.Limits;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.plan.UnitChange;

/** The one sentence for each change, outcome and finding; plan, journal and status all say the same. */
public final class Wording {

    private Wording() {}

    /** The parts of what is said of a change. */
    public static Statement of(Change change) {
        if (change instanceof AccountChange account) {
            return AccountWording.of(account);
        }
        if (change instanceof GroupChange group) {
            return GroupWording.of(group);
        }
        if (change instanceof HomeChange home) {
            return HomeWording.of(home);
        }
        if (change instanceof SudoersChange sudoers) {
            return SudoersWording.of(sudoers);
        }
        if (change instanceof UnitChange unit) {
            return UnitWording.of(unit);
        }
        if (change instanceof LeavingStep step) {
            return LeavingWording.of(step);
        }
        if (change instanceof DemotionStep step) {
            return DemotionWording.of(step);
        }
        throw new IllegalArgumentException("no words for " + change.getClass());
    }

    /** Limits as people write them in the state file; nothing where nothing is said. */
    public static String limits(Limits limits) {
        return UnitWording.limits(limits);
    }

    /** What a change is going to do, and why. */
    public static String sentence(Change change) {
        return of(change).toDo();
    }

    /** What became of a change; of a failed one, what to do. */
    public static String sentence(Outcome outcome) {
        Statement statement = of(outcome.change());
        return outcome instanceof Outcome.Failed failed ? statement.notDone(failed.why()) : statement.done();
    }

    /** What is left to people. */
    public static String sentence(Finding finding) {
        String kind = finding.kind().name().toLowerCase(Locale.ROOT);
        return kind + " (" + Escaped.text(finding.subject()) + "): " + Escaped.text(finding.sentence());
    }
}
