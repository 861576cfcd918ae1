package org.hubwarden.host.systemd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.UnitChange;

/** Starts and stops users' servers, each as its user and nobody else; see {@link org.hubwarden.host.Units}. */
final class StartsAndStops {

    private static final Duration POLITENESS = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 50;

    private final Systemd systemd;
    private final Jobs jobs;
    private final Waits waits;

    StartsAndStops(Systemd systemd, Jobs jobs, Waits waits) {
        this.systemd = systemd;
        this.jobs = jobs;
        this.waits = waits;
    }

    /** systemd starts what its files say: whom a unit runs as is read first, and what runs as another is not started. */
    Map<UnitName, String> start(List<UnitChange.Start> starts) throws HostFailure {
        Map<UnitName, String> failures = new LinkedHashMap<>();
        try (Waits.Wait wait = waits.begin(SystemdUnits.WHAT, Jobs.atMost(starts.size()))) {
            List<UnitName> units = starts.stream().map(UnitChange.Start::unit).toList();
            List<UnitProperties> properties = properties(units);
            List<String> good = new ArrayList<>();
            for (int i = 0; i < units.size(); i++) {
                UnitName unit = units.get(i);
                impostor(unit, properties.get(i), starts.get(i).account())
                        .ifPresentOrElse(why -> failures.put(unit, why), () -> good.add(unit.value()));
            }
            systemd.forgetFailures(failed(good));
            jobs.run(Jobs.Verb.START, good).forEach((unit, why) -> failures.put(new UnitName(unit), why));
            return failures;
        } catch (BusFault fault) {
            throw new HostFailure("units were not started: " + fault.sentence(), fault);
        }
    }

    private List<UnitProperties> properties(List<UnitName> units) throws BusFault {
        return systemd.properties(names(units), Property.OF_START);
    }

    private List<String> failed(List<String> units) throws BusFault {
        return systemd.named(units).stream()
                .filter(unit -> unit.active().equals("failed"))
                .map(ListedUnit::name)
                .toList();
    }

    /** Not in one job: a unit that systemd restarts keeps the drop-ins that it read when it started it first. */
    Optional<String> restart(UnitChange.Restart change) throws HostFailure {
        UnitName unit = change.unit();
        try (Waits.Wait wait = waits.begin(SystemdUnits.WHAT, Jobs.atMost(1))) {
            Optional<String> impostor = impostor(unit, properties(List.of(unit)).get(0), change.account());
            if (impostor.isPresent()) {
                return impostor;
            }
            Map<UnitName, String> failures = stop(List.of(unit));
            systemd.awaitForgotten(unit.value());
            return Optional.ofNullable(
                    failures.isEmpty() ? start(List.of(change.start())).get(unit) : failures.get(unit));
        } catch (BusFault fault) {
            throw new HostFailure(unit + " was not started anew: " + fault.sentence(), fault);
        }
    }

    private static List<String> names(Collection<UnitName> units) {
        return units.stream().map(UnitName::value).toList();
    }

    private static Optional<String> impostor(UnitName unit, UnitProperties properties, UnixName account) {
        String user = properties.text("User");
        return user.equals(account.value())
                ? Optional.empty()
                : Optional.of("it is not started, since it would run as " + (user.isEmpty() ? "root" : user)
                        + " and not as " + account + "; see systemctl cat " + unit);
    }

    Map<UnitName, String> stop(List<UnitName> units) throws HostFailure {
        Map<UnitName, String> failures = new LinkedHashMap<>();
        try (Waits.Wait wait = waits.begin(SystemdUnits.WHAT, Jobs.atMost(units.size()))) {
            jobs.run(Jobs.Verb.STOP, names(units)).forEach((unit, why) -> failures.put(new UnitName(unit), why));
            systemd.forgetFailures(names(units));
            return failures;
        } catch (BusFault fault) {
            throw new HostFailure("units were not stopped: " + fault.sentence(), fault);
        }
    }

    /** Who loses a right, or leaves, has no right to the minutes for which systemd is patient. */
    Map<UnitName, String> end(List<UnitName> units) throws HostFailure {
        try (Waits.Wait wait = waits.begin(SystemdUnits.WHAT, Jobs.atMost(units.size()))) {
            return end(names(units));
        } catch (BusFault fault) {
            throw new HostFailure("units were not stopped: " + fault.sentence(), fault);
        }
    }

    private Map<UnitName, String> end(Collection<String> units) throws BusFault {
        Map<UnitName, String> failures = new LinkedHashMap<>();
        List<String> running = running(List.copyOf(units));
        systemd.makeJobs("StopUnit", running);
        killTheRest(running);
        jobs.run(Jobs.Verb.STOP, running(running)).forEach((unit, why) -> failures.put(new UnitName(unit), why));
        systemd.forgetFailures(List.copyOf(units));
        return failures;
    }

    /** The same, and then nobody may start them. */
    Map<UnitName, String> halt(List<UnitName> units) throws HostFailure {
        try (Waits.Wait wait = waits.begin(SystemdUnits.WHAT, Jobs.atMost(units.size()))) {
            Map<UnitName, String> failures = end(names(units));
            new RefusedStarts(systemd, jobs)
                    .of(names(units))
                    .forEach((unit, why) -> failures.put(new UnitName(unit), why));
            return failures;
        } catch (BusFault fault) {
            throw new HostFailure("units were not stopped: " + fault.sentence(), fault);
        }
    }

    private void killTheRest(List<String> units) throws BusFault {
        long end = System.nanoTime() + POLITENESS.toNanos();
        List<String> running = running(units);
        while (!running.isEmpty() && System.nanoTime() < end) {
            pause();
            running = running(running);
        }
        for (String unit : running) {
            systemd.kill(unit);
        }
    }

    private List<String> running(List<String> units) throws BusFault {
        return systemd.named(units).stream()
                .filter(unit -> !Jobs.Verb.STOP.isReached(unit))
                .map(ListedUnit::name)
                .toList();
    }

    private static void pause() throws BusFault {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusFault("interrupted while units were waited for", e);
        }
    }
}
