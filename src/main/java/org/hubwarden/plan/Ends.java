package org.hubwarden.plan;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.Until;
import org.hubwarden.model.HubName;

/**
 * Which ends by date have come. Everything else plans as if those people, or their sudo, did not stand in the state file.
 *
 * @param users whose account has ended
 * @param admins who is no admin any more
 * @param passed the latest end that a trusted clock has passed, to be remembered
 * @param next the next end to come; empty for none, and while the clock is not trusted
 * @param distrust why the clock is not trusted, though somebody has an end that depends on it; for people
 */
public record Ends(
        SortedMap<HubName, End> users,
        SortedMap<HubName, End> admins,
        Optional<Instant> passed,
        Optional<Next> next,
        Optional<String> distrust) {

    /** For a state in which nobody has one. */
    public static final Ends NONE = new Ends(
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * One end.
     *
     * @param until as it stands in the state file
     * @param at the first moment at which it is over
     */
    public record End(Until until, Instant at) {}

    /**
     * The ends that come next, at one moment.
     *
     * @param users whose account ends
     * @param admins who will be no admin
     */
    public record Next(Instant at, Set<HubName> users, Set<HubName> admins) {
        public Next {
            users = Collections.unmodifiableSet(new TreeSet<>(users));
            admins = Collections.unmodifiableSet(new TreeSet<>(admins));
        }
    }

    public Ends {
        users = Collections.unmodifiableSortedMap(new TreeMap<>(users));
        admins = Collections.unmodifiableSortedMap(new TreeMap<>(admins));
    }

    /** What a state file asks for now; the very same where nothing has ended. */
    public DesiredState of(DesiredState state) {
        return users.isEmpty() && admins.isEmpty() ? state : state.without(users.keySet(), admins.keySet());
    }

    /** Whether somebody's account has ended. */
    boolean endsUser(HubName name) {
        return users.containsKey(name);
    }

    /** Whether somebody is no admin any more by an end, be it that of the account. */
    boolean endsAdmin(HubName name) {
        return admins.containsKey(name) || endsUser(name);
    }

    /** Those of these admins who ended last; several only where they did at one moment, none where none has ended. */
    Set<HubName> lastOf(Set<HubName> those) {
        Optional<Instant> last =
                those.stream().map(this::adminEnd).flatMap(Optional::stream).max(Instant::compareTo);
        return those.stream()
                .filter(name -> adminEnd(name).isPresent() && adminEnd(name).equals(last))
                .collect(Collectors.toSet());
    }

    /** What stands in the state file for the end that came first. */
    String adminUntil(HubName name) {
        return ends(name)
                .min(Comparator.comparing(End::at))
                .map(end -> end.until().toString())
                .orElse("never");
    }

    private Optional<Instant> adminEnd(HubName name) {
        return ends(name).map(End::at).min(Instant::compareTo);
    }

    private Stream<End> ends(HubName name) {
        return Stream.of(Optional.ofNullable(users.get(name)), Optional.ofNullable(admins.get(name)))
                .flatMap(Optional::stream);
    }

    /** The same, but for some people, with whom nothing has ended. */
    Ends sparing(Set<HubName> people) {
        SortedMap<HubName, End> stillUsers = new TreeMap<>(users);
        SortedMap<HubName, End> stillAdmins = new TreeMap<>(admins);
        stillUsers.keySet().removeAll(people);
        stillAdmins.keySet().removeAll(people);
        return new Ends(stillUsers, stillAdmins, passed, next, distrust);
    }
}
