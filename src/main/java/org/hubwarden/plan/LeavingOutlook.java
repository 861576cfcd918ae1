package org.hubwarden.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.Offboarding;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Stage;

/**
 * How far a step of somebody's leaving came, for people.
 *
 * @param done when it was seen to be done; empty while it is not
 * @param waitsFor what it waits for, a clause; empty for one that is done, and for one that the next pass does
 */
public record LeavingOutlook(Stage stage, Optional<Instant> done, Optional<String> waitsFor) {

    /** All steps of one who leaves, in order. */
    public static List<LeavingOutlook> of(LedgerAccount account, Offboarding settings, LeaveTimes times) {
        Leaving leaving = account.leaving().orElse(Leaving.BEGINNING);
        boolean inGrace = times.inGrace().contains(account.unix());
        List<LeavingOutlook> steps = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (Stage stage : Stage.values()) {
            Optional<Instant> done = leaving.done(stage);
            Optional<String> reason = done.isPresent()
                    ? Optional.empty()
                    : before.or(() -> reason(stage, account, settings, times, inGrace));
            steps.add(new LeavingOutlook(stage, done, reason));
            if (done.isEmpty() && before.isEmpty() && stage != Stage.RIGHTS) {
                before = Optional.of("step " + stage.number());
            }
        }
        return steps;
    }

    private static Optional<String> reason(
            Stage stage, LedgerAccount account, Offboarding settings, LeaveTimes times, boolean inGrace) {
        Leaving leaving = account.leaving().orElse(Leaving.BEGINNING);
        return switch (stage) {
            case RIGHTS, KEYS -> Optional.empty();
            case LOCK, SESSIONS, PROCESSES -> inGrace ? Optional.of(grace(account, settings)) : Optional.empty();
            case ARCHIVE -> archive(leaving, settings, times);
            case PURGE ->
                leaving.asked() == Leaving.Wish.PURGE
                        ? Optional.empty()
                        : Optional.of("somebody who types hubwarden purge " + account.hub());
        };
    }

    private static String grace(LedgerAccount account, Offboarding settings) {
        String end =
                "the end of the grace of " + settings.grace().toMinutes() + " minutes, to stop what runs of theirs";
        return account.locked().isPresent() ? end + "; nobody gets in any more" : end;
    }

    private static Optional<String> archive(Leaving leaving, Offboarding settings, LeaveTimes times) {
        boolean isAsked = leaving.asked() == Leaving.Wish.PURGE || leaving.asked() == Leaving.Wish.FRESH;
        if (isAsked || leaving.days() > settings.archiveAfter()) {
            return Optional.empty();
        }
        String days = "the end of " + settings.archiveAfter() + " days, of which " + leaving.days() + " counted";
        return Optional.of(times.distrust()
                .map(why -> days + ", and today does not: the clock is not trusted")
                .orElse(days));
    }
}
