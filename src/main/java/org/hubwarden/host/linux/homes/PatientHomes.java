package org.hubwarden.host.linux.homes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.PatientLook;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.plan.HomeChange;

/** Homes on a file system that may be silent: a server that is down, an automounter that hangs. The rest of a pass goes on. */
public final class PatientHomes implements Homes {

    private static final String WHAT = "the file system of the homes";

    private final Homes homes;
    private final Waits waits;
    private final PatientLook looks;

    /** {@code patience}: how long nothing may move before the homes are left out of the pass. */
    public PatientHomes(Homes homes, Waits waits, Duration patience) {
        this.homes = homes;
        this.waits = waits;
        this.looks = new PatientLook(waits, WHAT, patience);
    }

    @Override
    public HomesSight look(Set<String> paths, Set<String> bases, String skeleton) {
        return looks.ask(() -> homes.look(paths, bases, skeleton))
                .orElseGet(() ->
                        new HomesSight(Map.of(), Map.of(), Optional.empty(), Optional.of(WHAT + " gives no answer")));
    }

    /** What writes is never left behind: it would go on beside the next pass. */
    @Override
    public Map<String, String> create(List<HomeChange.Create> created) {
        try (Waits.Wait wait = waits.begin(WHAT)) {
            return homes.create(created);
        }
    }

    @Override
    public void regroup(HomeChange.Regroup home) throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT)) {
            homes.regroup(home);
        }
    }

    @Override
    public void close(HomeChange.Close home) throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT)) {
            homes.close(home);
        }
    }
}
