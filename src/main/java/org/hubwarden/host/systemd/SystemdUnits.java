package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.Errands;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Units;
import org.hubwarden.host.Waits;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.plan.UnitChange;

/** systemd on the system bus. Nothing of the bus is touched before it is first asked. */
public final class SystemdUnits implements Units {

    private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup/cgroup.controllers");

    /** Where systemd keeps what SetUnitProperties set for good. It wins over what was set until the next boot. */
    private static final Path SET_FOR_GOOD = Path.of("/etc/systemd/system.control");

    private static final List<Path> SET = List.of(SET_FOR_GOOD, Path.of("/run/systemd/system.control"));

    static final String WHAT = "systemd";

    /** With thousands of units in memory. */
    private static final Duration LOOKING = Duration.ofMinutes(1);

    private final EndedJobs ended = new EndedJobs();
    private final Systemd systemd = new Systemd(new Bus(new Sink()));
    private final Jobs jobs = new Jobs(systemd, ended);
    private final SystemdErrands errands = new SystemdErrands(systemd, jobs);
    private final Waits waits;
    private final StartsAndStops starting;
    private volatile Runnable hint = () -> {};

    /** {@code waits}: where it is told that systemd is waited for. */
    public SystemdUnits(Waits waits) {
        this.waits = waits;
        this.starting = new StartsAndStops(systemd, jobs, waits);
    }

    /** Programs with rights of their own, run by the same systemd. */
    public Errands errands() {
        return errands;
    }

    private final class Sink implements SignalSink {
        @Override
        public void jobEnded(String job) {
            ended.add(job);
        }

        @Override
        public void unitsChanged() {
            hint.run();
        }

        @Override
        public void lost() {
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
            List<ListedUnit> listed = systemd.list(List.of(pattern, UnitName.SLICE));
            List<String> services = names(listed, false);
            List<Map<String, Object>> properties = systemd.properties(services, Systemd.ALL);
            List<RunningUnit> units = new ArrayList<>(services.size());
            for (int i = 0; i < services.size(); i++) {
                units.add(unit(services.get(i), new UnitProperties(properties.get(i))));
            }
            return new UnitsSight(
                    Optional.of(units), slice(names(listed, true)), memoryCounts(), Optional.empty(), Optional.empty());
        } catch (BusFault fault) {
            return UnitsSight.unknown("units cannot be looked at: " + fault.sentence());
        }
    }

    /** Those of our sort: whatever else systemd matches, a name that is none we know is none of ours. */
    private static List<String> names(List<ListedUnit> listed, boolean slices) {
        return listed.stream()
                .filter(unit -> unit.load().equals("loaded"))
                .map(ListedUnit::name)
                .filter(name -> name.endsWith(".slice") == slices)
                .toList();
    }

    private Optional<Limits> slice(List<String> slices) throws BusFault {
        return slices.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnitProperties(
                                systemd.properties(slices, Systemd.ALL).get(0))
                        .limits());
    }

    private static RunningUnit unit(String name, UnitProperties properties) {
        boolean active = properties.text("ActiveState").equals("active");
        return new RunningUnit(
                new UnitName(name),
                active,
                properties.text("User"),
                properties.truth("PrivateTmp"),
                properties.limits(),
                properties.truth("NeedDaemonReload") && !isSpecial(name, properties),
                properties.texts("DropInPaths"),
                active ? ServerProcesses.look(properties.number("MainPID"), name) : Optional.empty());
    }

    /** Whether it has settings of its own, in drop-ins or by SetUnitProperties: their changes need no reload of everything. */
    private static boolean isSpecial(String name, UnitProperties properties) {
        boolean isSet = SET.stream().anyMatch(directory -> Files.exists(directory.resolve(name + ".d")));
        return isSet || !properties.texts("DropInPaths").isEmpty();
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
            systemd.reload();
        } catch (BusFault fault) {
            throw new HostFailure("systemd did not read its files again: " + fault.sentence(), fault);
        }
    }

    @Override
    public void adjust(UnitChange.Adjust change) throws HostFailure {
        String unit = change.unit().value();
        boolean untilBoot = !Files.exists(SET_FOR_GOOD.resolve(unit + ".d"));
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
}
