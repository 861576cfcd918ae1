package org.hubwarden.plan;

import java.util.Optional;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Progress;
import org.hubwarden.ledger.Stage;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.Remains;

/** Whether somebody who left can simply be back. Once the home is in an archive, it may be another person of that name. */
final class ReturnCheck {

    private ReturnCheck() {}

    /** Why not, to be put after the name of the account. */
    static Optional<String> fault(LedgerAccount account, LeaversSight seen) {
        if (account.leaving().isEmpty()) {
            return Optional.empty();
        }
        Leaving leaving = account.leaving().get();
        String fresh = "for another person of that name, type hubwarden restore --fresh " + account.hub();
        if (leaving.purged()) {
            return Optional.of("was purged, and is never the same again; " + fresh);
        }
        if (leaving.archive().isPresent()) {
            return Optional.of("left, and its home is in an archive; to have both back, type hubwarden restore "
                    + account.hub() + "; " + fresh);
        }
        return isGoing(account, leaving, seen)
                ? Optional.of("left, and its home is going into an archive, after which hubwarden restore "
                        + account.hub() + " brings both back; what is in use cannot be packed")
                : Optional.empty();
    }

    /**
     * Whether the home may be removed at any moment by what was begun for it. From the whole archive on some of the home may be in
     * it only. What cannot be seen may be under way.
     */
    private static boolean isGoing(LedgerAccount account, Leaving leaving, LeaversSight seen) {
        Optional<Progress> archive = leaving.progress(Stage.ARCHIVE);
        if (archive.isEmpty() || archive.get().done().isPresent()) {
            return false;
        }
        Optional<Remains> remains = seen.of(account.unix());
        return remains.isEmpty()
                || remains.get().has(Remains.Mark.AT_WORK)
                || remains.get().isIn(Occasion.of(account.unix(), leaving).archive());
    }
}
