package org.hubwarden.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.Progress;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.ClockSight;

/**
 * What the clock says to people who leave, and to those who lost root.
 *
 * @param day today, where the clock is trusted; only such a day counts
 * @param distrust why it is not, a clause
 * @param inGrace whose grace is not over
 * @param next when the next of them is; empty for none
 */
public record LeaveTimes(
        Optional<LocalDate> day, Optional<String> distrust, SortedSet<UnixName> inGrace, Optional<Instant> next) {

    /** For a state that nobody leaves, and in which nobody lost root. */
    public static final LeaveTimes NONE =
            new LeaveTimes(Optional.empty(), Optional.empty(), Collections.emptySortedSet(), Optional.empty());

    public LeaveTimes {
        inGrace = Collections.unmodifiableSortedSet(new TreeSet<>(inGrace));
    }

    /**
     * By what is seen of the clock. A grace is over as well where the clock says that it has not begun yet: somebody's clock was
     * wrong, and nobody stays for that.
     */
    public static LeaveTimes of(DesiredState desired, Ledger ledger, ClockSight clock) {
        SortedSet<UnixName> inGrace = new TreeSet<>();
        Optional<Instant> next = Optional.empty();
        for (LedgerAccount account : ledger.accounts().values()) {
            if (account.leaving().isEmpty() && account.demotion().isEmpty()) {
                continue; // nearly all, and what is asked of the others makes objects
            }
            Optional<Instant> end = begin(account)
                    .filter(begun ->
                            isIn(begun, clock.now(), desired.offboarding().grace()))
                    .map(begun -> begun.plus(desired.offboarding().grace()));
            if (end.isPresent()) {
                inGrace.add(account.unix());
                next = next.filter(other -> !end.get().isBefore(other)).or(() -> end);
            }
        }
        Optional<String> distrust = EndsByDate.fault(desired, ledger, clock);
        Optional<LocalDate> today = distrust.isEmpty()
                ? Optional.of(clock.now().atZone(clock.zone()).toLocalDate())
                : Optional.empty();
        return new LeaveTimes(today, distrust, inGrace, next);
    }

    private static Optional<Instant> begin(LedgerAccount account) {
        return account.leaving().isPresent()
                ? account.leaving().flatMap(LeaveTimes::begin)
                : account.demotion()
                        .filter(demotion -> demotion.ended().isEmpty())
                        .map(Demotion::since);
    }

    /** What is done again later gives nobody a second grace. */
    private static Optional<Instant> begin(Leaving leaving) {
        return leaving.stages().values().stream().map(Progress::begun).min(Instant::compareTo);
    }

    private static boolean isIn(Instant begun, Instant now, Duration grace) {
        return !now.isBefore(begun) && now.isBefore(begun.plus(grace));
    }
}
