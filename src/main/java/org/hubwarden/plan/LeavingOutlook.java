package org.hubwarden.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;

/**
 * How far a step of somebody's leaving came, for people.
 *
 * @param done when it was seen to be done; empty while it is not
 * @param waitsFor what it waits for, a clause; empty for one that is done, and for one that the next pass does
 */
public record LeavingOutlook(Stage stage, Optional<Instant> done, Optional<String> waitsFor) {

    /**
     * What the steps depend on.
     *
     * @param remains what is left of them
     * @param home what stands where the home is
     * @param packing how many homes are being packed or brought back
     */
    public record View(Offboarding settings, LeaveTimes times, Remains remains, HomeSight home, long packing) {}

    /** All steps of one who leaves, in order. */
    public static List<LeavingOutlook> of(LedgerAccount account, View view) {
        Leaving leaving = account.leaving().orElse(Leaving.BEGINNING);
        List<LeavingOutlook> steps = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Stage stage : Stage.values()) {
            Optional<Instant> done = leaving.done(stage).filter(at -> !isUndone(stage, leaving));
            Optional<String> reason =
                    done.isPresent() ? Optional.empty() : before.or(() -> reason(stage, account, leaving, view));
            steps.add(new LeavingOutlook(stage, done, reason));
            if (done.isEmpty() && before.isEmpty() && stage != Stage.RIGHTS) {
                before = Optional.of("step " + stage.number());
            }
        }
        return steps;
    }

    private static boolean isUndone(Stage stage, Leaving leaving) {
        return stage == Stage.ARCHIVE && leaving.asked() == Leaving.Wish.RESTORE;
    }

    private static Optional<String> reason(Stage stage, LedgerAccount account, Leaving leaving, View view) {
        boolean inGrace = view.times().inGrace().contains(account.unix());
        return switch (stage) {
            case RIGHTS -> Optional.empty();
            case KEYS -> Optional.of("the search of all file systems for what they own");
            case LOCK, SESSIONS, PROCESSES -> inGrace ? Optional.of(grace(account, view.settings())) : Optional.empty();
            case ARCHIVE -> archive(leaving, view);
            case PURGE ->
                isToGo(leaving) ? Optional.empty() : Optional.of("somebody who types hubwarden purge " + account.hub());
        };
    }

    private static String grace(LedgerAccount account, Offboarding settings) {
        String end =
                "the end of the grace of " + settings.grace().toMinutes() + " minutes, to stop what runs of theirs";
        return account.locked().isPresent() ? end + "; nobody gets in any more" : end;
    }

    private static boolean isToGo(Leaving leaving) {
        return leaving.asked() == Leaving.Wish.PURGE || leaving.asked() == Leaving.Wish.FRESH;
    }

    private static Optional<String> archive(Leaving leaving, View view) {
        boolean isBack = isUndone(Stage.ARCHIVE, leaving);
        if (view.remains().has(Remains.Mark.AT_WORK)) {
            return Optional.of("the home, which is being " + (isBack ? "brought back" : "packed"));
        }
        if (!isBack && !isToGo(leaving) && leaving.days() <= view.settings().archiveAfter()) {
            return Optional.of(days(leaving, view));
        }
        Optional<String> clock =
                isBack || isToGo(leaving) ? Optional.empty() : view.times().distrust();
        return clock.map(why -> "a clock that is trusted: " + why)
                .or(() -> setback(view))
                .or(() -> turn(view));
    }

    private static Optional<String> setback(View view) {
        if (view.home() instanceof HomeSight.Other other) {
            return Optional.of("the home, which is " + other.what() + " and no directory");
        }
        return view.remains()
                .setback()
                .map(setback -> "another try at " + setback.again().truncatedTo(ChronoUnit.SECONDS)
                        + ", or at once with hubwarden apply: " + setback.why());
    }

    private static Optional<String> turn(View view) {
        return view.packing() < LeavingPlanner.AT_ONCE
                ? Optional.empty()
                : Optional.of("other homes, of which " + view.packing() + " are being packed");
    }

    private static String days(Leaving leaving, View view) {
        long rest = Math.max(0, -leaving.days());
        String days = "the end of " + view.settings().archiveAfter() + " days, of which "
                + Math.max(0, leaving.days()) + " counted"
                + (rest > 0 ? ", and none does for " + rest + " more, since the home was just brought back" : "");
        return view.times()
                .distrust()
                .map(why -> days + ", and today does not: the clock is not trusted")
                .orElse(days);
    }
}
