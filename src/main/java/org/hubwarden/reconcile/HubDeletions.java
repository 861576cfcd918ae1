package org.hubwarden.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.model.HubName;
import org.hubwarden.plan.Finding;

/**
 * Whom somebody deleted in the hub's admin console although the state file lists them, as the hub last said. It changes nothing here:
 * the file decides. But whoever deleted them should not be surprised. Thread-safe.
 */
public final class HubDeletions {

    /** So many are named. */
    private static final int MOST = 10;

    /** A hub that says something else all the time fills no journal. */
    private static final Duration APART = Duration.ofSeconds(10);

    private List<HubName> names = List.of();
    /** When people are told; in the future where that is arranged already. */
    private Instant told = Instant.EPOCH;

    /**
     * What the hub says now.
     *
     * @return after how long a pass should tell people; empty where it is nothing new, or one is arranged already
     */
    public synchronized Optional<Duration> heard(List<HubName> now, Instant at) {
        List<HubName> different = now.stream().distinct().toList();
        boolean isNews = !names.equals(different);
        names = different;
        if (!isNews || told.isAfter(at)) {
            return Optional.empty();
        }
        Instant soonest = told.plus(APART);
        told = soonest.isAfter(at) ? soonest : at;
        return Optional.of(Duration.between(at, told));
    }

    /** For people, where there is somebody whom a state still lists. */
    synchronized Optional<Finding> finding(Optional<DesiredState> state) {
        List<HubName> listed = names.stream()
                .filter(name -> state.filter(s -> s.users().containsKey(name)).isPresent())
                .toList();
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        String who = listed.stream().limit(MOST).map(HubName::value).collect(Collectors.joining(", "));
        String more = listed.size() > MOST ? " and " + (listed.size() - MOST) + " more" : "";
        String verb = listed.size() == 1 ? " was" : " were";
        return Optional.of(
                new Finding(
                        Finding.Kind.NOTICE,
                        "hub",
                        who + more + verb
                                + " deleted in the hub's admin console, and will be back there with their next login, with the"
                                + " same account and home, since the state file lists them: take out of the file who is to go"));
    }
}
