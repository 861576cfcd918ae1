package org.hubwarden.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.desired.ClockBelief;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Until;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.observed.ClockSight;

/**
 * Reckons which ends have come. While the clock is not trusted, those come that a trusted one has passed before, and no others: nobody
 * loses anything by it and nobody gets anything back.
 */
public final class EndsByDate {

    /** A clock that is wrong by less takes or leaves nobody anything that matters. */
    private static final Duration TOLERANCE = Duration.ofDays(1);

    private static final int NAMED = 5;

    private final DesiredState desired;
    private final Ledger ledger;
    private final ClockSight clock;
    private final Optional<String> fault;
    private final SortedMap<HubName, Ends.End> users = new TreeMap<>();
    private final SortedMap<HubName, Ends.End> admins = new TreeMap<>();
    private final Set<HubName> suspended = new TreeSet<>();
    private final Set<HubName> nextUsers = new HashSet<>();
    private final Set<HubName> nextAdmins = new HashSet<>();
    private final Set<HubName> inUse = new HashSet<>();
    private final Set<HubName> adminsToday = new HashSet<>();
    private Optional<Instant> next = Optional.empty();
    private Optional<Instant> latest = Optional.empty();
    private boolean clockMatters;

    private EndsByDate(DesiredState desired, Ledger ledger, ClockSight clock) {
        this.desired = desired;
        this.ledger = ledger;
        this.clock = clock;
        this.fault = fault(desired, ledger, clock);
    }

    /** The ends of a state that have come by what is seen of the clock. */
    public static Ends of(DesiredState desired, Ledger ledger, ClockSight clock) {
        return new EndsByDate(desired, ledger, clock).reckon();
    }

    /** Why nothing goes by this clock, a clause for people; empty when it is good. */
    public static Optional<String> fault(DesiredState desired, Ledger ledger, ClockSight clock) {
        if (clock.unsynchronised().isPresent() && desired.clock() != ClockBelief.AS_IT_IS) {
            return Optional.of(clock.unsynchronised().get()
                    + "; timedatectl shows more, and for a machine whose clock nothing synchronises, write clock: as_it_is"
                    + " into the state file");
        }
        if (clock.jump().abs().compareTo(TOLERANCE) > 0) {
            long days = clock.jump().abs().toDays();
            return Optional.of("it was put " + (clock.jump().isNegative() ? "back" : "forward") + " by " + days
                    + (days == 1 ? " day" : " days") + " since it was first relied on; if it is right now, type"
                    + " hubwarden approve --clock");
        }
        Optional<Instant> beyond =
                ledger.passed().filter(end -> !clock.believed() && clock.now().isBefore(end.minus(TOLERANCE)));
        return beyond.map(end ->
                "it went back, since " + end + " was over before; if it is right now, type hubwarden approve --clock");
    }

    private Ends reckon() {
        if (fault.isPresent()) {
            ledger.accounts().values().forEach(this::note);
        }
        desired.users().values().forEach(this::reckon);
        Optional<Ends.Next> soon = next.map(at -> new Ends.Next(at, nextUsers, nextAdmins));
        return new Ends(
                users, admins, passed(), soon, fault.filter(why -> clockMatters).map(this::sentence));
    }

    private void note(LedgerAccount account) {
        if (account.locked().isEmpty()) {
            inUse.add(account.hub());
        }
        if (account.tenure().isPresent()) {
            adminsToday.add(account.hub());
        }
    }

    private void reckon(DesiredUser user) {
        // Plainly: every pass asks this of all, and a lambda that captures is an object for each.
        if (user.until().isPresent()) {
            reckon(user.name(), user.until().get(), users, inUse, nextUsers);
        }
        if (user.adminUntil().isPresent()) {
            reckon(user.name(), user.adminUntil().get(), admins, adminsToday, nextAdmins);
        }
    }

    /** {@code holders}: who has now what would end, as far as that matters. */
    private void reckon(
            HubName name, Until until, SortedMap<HubName, Ends.End> over, Set<HubName> holders, Set<HubName> soonest) {
        Instant end = until.end(clock.zone());
        boolean isPast = !end.isAfter(clock.now());
        boolean isSure = wasPassed(end) || (fault.isEmpty() && isPast);
        if (isSure) {
            latest = latest.filter(l -> l.isAfter(end)).or(() -> Optional.of(end));
        }
        clockMatters |= !wasPassed(end);
        if (isSure || (isPast && !holders.contains(name))) {
            over.put(name, new Ends.End(until, end));
        } else if (isPast) {
            suspended.add(name);
        } else if (fault.isEmpty()) {
            await(end, name, soonest);
        }
    }

    /** What a trusted clock has passed stays over, unless somebody said that it was wrong then. */
    private boolean wasPassed(Instant end) {
        boolean takenBack = fault.isEmpty() && clock.believed();
        return !takenBack
                && ledger.passed().filter(passed -> !end.isAfter(passed)).isPresent();
    }

    private void await(Instant end, HubName name, Set<HubName> soonest) {
        if (next.filter(n -> !n.isAfter(end)).isEmpty()) {
            next = Optional.of(end);
            nextUsers.clear();
            nextAdmins.clear();
        }
        if (next.equals(Optional.of(end))) {
            soonest.add(name);
        }
    }

    private Optional<Instant> passed() {
        boolean takenBack = fault.isEmpty()
                && clock.believed()
                && ledger.passed().filter(p -> p.isAfter(clock.now())).isPresent();
        Optional<Instant> before = takenBack ? Optional.empty() : ledger.passed();
        return latest.filter(l -> before.filter(b -> !b.isBefore(l)).isEmpty()).or(() -> before);
    }

    private String sentence(String why) {
        return "the clock is not trusted, so nobody's until is carried out or taken back meanwhile" + names() + ": "
                + why;
    }

    private String names() {
        if (suspended.isEmpty()) {
            return "";
        }
        List<String> names =
                new ArrayList<>(suspended.stream().map(HubName::value).toList());
        int more = names.size() - NAMED;
        return ", though by this clock it is over for "
                + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (more > 0 ? " and " + more + " more" : "");
    }
}
