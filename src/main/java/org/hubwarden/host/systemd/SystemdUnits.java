package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;
import org.hubwarden.host.Errands;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sessions;
import org.hubwarden.host.Units;
import org.hubwarden.host.Waits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.plan.UnitChange;

/** systemd on the system bus. Nothing of the bus is touched before it is first asked. */
public final class SystemdUnits implements Units {

    private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup/cgroup.controllers");

    /** Each server is looked at whole that often at least, whatever shows or does not show. */
    private static final Duration ROUND = Duration.ofHours(1);

    static final String WHAT = "systemd";

    /** With thousands of units in memory. */
    private static final Duration LOOKING = Duration.ofMinutes(1);

    private final EndedJobs ended = new EndedJobs();
    private final Bus bus = new Bus(new Sink());
    private final Systemd systemd = new Systemd(bus);
    private final Jobs jobs = new Jobs(systemd, ended);
    private final SystemdErrands errands = new SystemdErrands(systemd, jobs);
    private final Waits waits;
    private final StartsAndStops starting;
    private final UnitMemory memory;
    private final UnitLook look;
    private volatile Runnable hint = () -> {};

    /** {@code waits}: where it is told that systemd is waited for. */
    public SystemdUnits(Waits waits) {
        this(waits, ROUND);
    }

    /** {@code round}: in which every unit is looked at whole once. */
    SystemdUnits(Waits waits, Duration round) {
        this.waits = waits;
        this.memory = new UnitMemory(round, System::nanoTime);
        this.look = new UnitLook(systemd, memory);
        this.starting = new StartsAndStops(systemd, jobs, waits);
    }

    /** Programs with rights of their own, run by the same systemd. */
    public Errands errands() {
        return errands;
    }

    /**
     * Sessions of logind, on the same bus.
     *
     * @param terminals writes a text to all terminals of a uid, and says to how many
     */
    public Sessions sessions(ToIntBiFunction<Long, String> terminals) {
        return new LogindSessions(systemd, new Logind(bus), jobs, waits, terminals);
    }

    private final class Sink implements SignalSink {
        @Override
        public void connected() {
            memory.forgetAll();
        }

        @Override
        public void jobEnded(String job, String unit) {
            ended.add(job);
            memory.doubt(unit);
        }

        @Override
        public void unitChanged(String unit) {
            memory.doubt(unit);
        }

        @Override
        public void unitsChanged() {
            memory.forgetAll();
            hint.run();
        }

        @Override
        public void lost() {
            memory.forgetAll();
            hint.run();
        }
    }

    @Override
    public void onChange(Runnable call) {
        hint = call;
    }

    @Override
    public void close() {
        systemd.close();
    }

    @Override
    public UnitsSight look(String pattern) {
        try (Waits.Wait wait = waits.begin(WHAT, LOOKING)) {
            SystemdVersion version = systemd.version();
            if (version.isBefore(UnitsSight.OLDEST_VERSION)) {
                return UnitsSight.tooOld(version.text());
            }
            UnitLook.Seen seen = look.look(pattern);
            return new UnitsSight(
                    Optional.of(seen.units()), seen.slice(), memoryCounts(), Optional.empty(), Optional.empty());
        } catch (BusFault fault) {
            return UnitsSight.unknown("units cannot be looked at: " + fault.sentence());
        }
    }

    private static boolean memoryCounts() {
        try {
            return List.of(Files.readString(CONTROLLERS).strip().split(" ")).contains("memory");
        } catch (IOException notVersionTwo) {
            return false;
        }
    }

    @Override
    public void reload() throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT, Systemd.RELOAD)) {
            memory.forgetAll();
            systemd.reload();
        } catch (BusFault fault) {
            throw new HostFailure("systemd did not read its files again: " + fault.sentence(), fault);
        }
    }

    @Override
    public void adjust(UnitChange.Adjust change) throws HostFailure {
        String unit = change.unit().value();
        boolean untilBoot = !Files.exists(UnitFileSigns.SET.get(0).resolve(unit + ".d"));
        try (Waits.Wait wait = waits.begin(WHAT, Bus.LIMIT)) {
            systemd.ask(Call.manager("SetUnitProperties", "sba(sv)", unit, untilBoot, UnitProperties.of(change.to())));
        } catch (BusFault fault) {
            throw new HostFailure("the limits of " + unit + " were not set: " + fault.sentence(), fault);
        }
    }

    @Override
    public Map<UnitName, String> start(List<UnitChange.Start> starts) throws HostFailure {
        return starting.start(starts);
    }

    @Override
    public Optional<String> restart(UnitChange.Restart change) throws HostFailure {
        return starting.restart(change);
    }

    @Override
    public Map<UnitName, String> stop(List<UnitName> units) throws HostFailure {
        return starting.stop(units);
    }

    @Override
    public String state(UnitName unit) throws HostFailure {
        try (Waits.Wait wait = waits.begin(WHAT, Bus.LIMIT)) {
            return systemd.named(List.of(unit.value())).get(0).active();
        } catch (BusFault fault) {
            throw new HostFailure("systemd does not say how " + unit + " is: " + fault.sentence(), fault);
        }
    }

    @Override
    public Map<UnitName, String> end(List<UnitName> units) throws HostFailure {
        return starting.end(units);
    }

    @Override
    public Map<UnitName, String> halt(List<UnitName> units) throws HostFailure {
        return starting.halt(units);
    }

    /**
     * Unmounts, by stopping the units of mounts.
     *
     * @param paths as the kernel escapes them
     * @return for each that is still mounted, why
     */
    public Map<String, String> unmount(List<String> paths) throws HostFailure {
        Map<String, String> units = new LinkedHashMap<>();
        paths.forEach(path -> units.put(MountUnit.of(path), path));
        Map<String, String> failures = new LinkedHashMap<>();
        try (Waits.Wait wait = waits.begin(WHAT, Jobs.atMost(paths.size()))) {
            jobs.run(Jobs.Verb.STOP, List.copyOf(units.keySet()))
                    .forEach((unit, why) -> failures.put(String.valueOf(units.get(unit)), why));
            return failures;
        } catch (BusFault fault) {
            throw new HostFailure("what was mounted is still: " + fault.sentence(), fault);
        }
    }
}
