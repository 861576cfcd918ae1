package org.hubwarden.host.systemd;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sessions;
import org.hubwarden.host.Waits;
import org.hubwarden.observed.SessionsSight;

/** Sessions of logind, and the units that systemd keeps for each user who is logged in. */
final class LogindSessions implements Sessions {

    private static final File LINGERING = new File("/var/lib/systemd/linger");
    private static final Pattern MANAGER = Pattern.compile("user@(\\d{1,10})\\.service");
    private static final String WHAT = "systemd and logind";
    private static final int SIGKILL = 9;

    /** For programs to put away what they have. */
    private static final Duration POLITENESS = Duration.ofSeconds(3);

    private static final long PAUSE_MILLIS = 20;

    private final Systemd systemd;
    private final Logind logind;
    private final Jobs jobs;
    private final Waits waits;
    private final ToIntBiFunction<Long, String> terminals;

    LogindSessions(Systemd systemd, Logind logind, Jobs jobs, Waits waits, ToIntBiFunction<Long, String> terminals) {
        this.systemd = systemd;
        this.logind = logind;
        this.jobs = jobs;
        this.waits = waits;
        this.terminals = terminals;
    }

    @Override
    public SessionsSight look() {
        try (Waits.Wait wait = waits.begin(WHAT, Bus.LIMIT)) {
            String[] lingering = LINGERING.list();
            return new SessionsSight(
                    logind.sessions(), managers(), lingering == null ? Set.of() : Set.of(lingering), Optional.empty());
        } catch (BusFault fault) {
            return SessionsSight.unknown("sessions cannot be looked at: " + fault.sentence());
        }
    }

    private Set<Long> managers() throws BusFault {
        return systemd.list(List.of("user@*.service")).stream()
                .filter(LogindSessions::isRunning)
                .map(unit -> MANAGER.matcher(unit.name()))
                .filter(Matcher::matches)
                .map(matcher -> Long.valueOf(matcher.group(1)))
                .collect(Collectors.toSet());
    }

    @Override
    public int tell(long uid, String text) {
        return terminals.applyAsInt(uid, text);
    }

    @Override
    public void end(long uid) throws HostFailure {
        List<String> units = units(uid);
        try (Waits.Wait wait = waits.begin(WHAT, Jobs.atMost(units.size()).plus(POLITENESS))) {
            logind.terminate(uid);
            if (!areGoneWithin(POLITENESS, units)) {
                logind.kill(uid, SIGKILL);
            }
            Map<String, String> failures = jobs.run(Jobs.Verb.STOP, running(units));
            if (!failures.isEmpty()) {
                throw new BusFault(failures.toString());
            }
        } catch (BusFault fault) {
            throw new HostFailure("the sessions of uid " + uid + " were not ended: " + fault.sentence(), fault);
        }
    }

    /** All sessions of a user, and the systemd of their own, are in this slice. */
    private static List<String> units(long uid) {
        return List.of("user@" + uid + ".service", "user-" + uid + ".slice");
    }

    private List<String> running(List<String> units) throws BusFault {
        return systemd.named(units).stream()
                .filter(LogindSessions::isRunning)
                .map(ListedUnit::name)
                .toList();
    }

    private static boolean isRunning(ListedUnit unit) {
        return unit.hasJob() || !Set.of("inactive", "failed").contains(unit.active());
    }

    private boolean areGoneWithin(Duration limit, List<String> units) throws BusFault {
        long end = System.nanoTime() + limit.toNanos();
        while (!running(units).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() throws BusFault {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while sessions were waited for", e);
        }
    }

    @Override
    public void linger(long uid, boolean wanted) throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT, Bus.LIMIT)) {
            logind.linger(uid, wanted);
        } catch (BusFault fault) {
            throw new HostFailure(
                    "whether programs of uid " + uid + " are started at boot was not set: " + fault.sentence(), fault);
        }
    }

    @Override
    public void startManager(long uid) throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT, Jobs.atMost(1))) {
            Map<String, String> failures = jobs.run(Jobs.Verb.START, List.of("user@" + uid + ".service"));
            if (!failures.isEmpty()) {
                throw new BusFault(failures.toString());
            }
        } catch (BusFault fault) {
            throw new HostFailure("the systemd of uid " + uid + " was not started: " + fault.sentence(), fault);
        }
    }
}
