package org.hubwarden.host.systemd;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;

/**
 * A look at all units that are servers: one question for the list, and one for when systemd read its files; and more of a unit
 * only where that is not known already. Thread-safe; one look at a time.
 */
final class UnitLook {

    /** Asked about at once, so that thousands of answers are not held beside each other. */
    private static final int AT_ONCE = 250;

    /** systemd says that a unit runs before its process has put on its user and its sandbox; on a busy machine that takes a while. */
    private static final Duration YOUTH = Duration.ofSeconds(10);

    private static final long MICROS = 1000;

    private final Systemd systemd;
    private final UnitMemory memory;
    private Optional<Common> last = Optional.empty();

    UnitLook(Systemd systemd, UnitMemory memory) {
        this.systemd = systemd;
        this.memory = memory;
    }

    /**
     * What was seen.
     *
     * @param slice the limits of all together; empty where the slice is not in use
     */
    record Seen(List<RunningUnit> units, Optional<Limits> slice) {}

    /** What holds for all units. */
    private record Common(long filesRead, List<FileSign> files) {}

    /** A line of the list, and what the unit's own files look like. */
    private record Line(ListedUnit unit, List<FileSign> files) {}

    /** Looks at the units whose names match. Signs are looked at before systemd is asked: what changes in between then shows next time. */
    synchronized Seen look(String pattern) throws BusFault {
        long filesRead = systemd.filesRead();
        UnitFileSigns files = UnitFileSigns.look();
        forgetUnlessSame(new Common(filesRead, files.shared()), files);
        List<ListedUnit> loaded = systemd.list(List.of(pattern, UnitName.SLICE)).stream()
                .filter(ListedUnit::isLoaded)
                .toList();
        List<Line> services = loaded.stream()
                .filter(unit -> !unit.isSlice())
                .map(unit -> new Line(unit, files.of(unit.name())))
                .toList();
        memory.keepOnly(
                new HashSet<>(services.stream().map(line -> line.unit().name()).toList()));
        memory.takeTurn();
        boolean hasSlice = loaded.stream().anyMatch(ListedUnit::isSlice);
        return new Seen(units(services, files), hasSlice ? Optional.of(sliceLimits()) : Optional.empty());
    }

    private void forgetUnlessSame(Common now, UnitFileSigns files) {
        if (last.isEmpty() || !last.get().equals(now)) {
            memory.forgetAll();
        }
        last = Optional.of(now).filter(common -> files.areSettled(common.files()));
    }

    private Limits sliceLimits() throws BusFault {
        return systemd.properties(List.of(UnitName.SLICE), Property.OF_SLICE)
                .get(0)
                .limits();
    }

    private List<RunningUnit> units(List<Line> lines, UnitFileSigns files) throws BusFault {
        Map<String, RunningUnit> units = new HashMap<>();
        List<Line> open = new ArrayList<>();
        for (Line line : lines) {
            Optional<KnownUnit> known = memory.find(line.unit().name());
            if (known.isPresent() && known.get().isStill(line.unit(), line.files())) {
                units.put(line.unit().name(), known.get().unit());
            } else {
                open.add(line);
            }
        }
        for (int i = 0; i < open.size(); i += AT_ONCE) {
            ask(open.subList(i, Math.min(open.size(), i + AT_ONCE)), files, units);
        }
        return lines.stream().map(line -> units.get(line.unit().name())).toList();
    }

    private void ask(List<Line> lines, UnitFileSigns files, Map<String, RunningUnit> into) throws BusFault {
        List<String> names = lines.stream().map(line -> line.unit().name()).toList();
        memory.begin(names);
        List<UnitProperties> properties = systemd.properties(names, Property.OF_SERVER);
        for (int i = 0; i < lines.size(); i++) {
            KnownUnit known = known(lines.get(i), properties.get(i));
            into.put(names.get(i), known.unit());
            memory.remember(known, known.isWhole() && files.areSettled(known.files()));
        }
    }

    private static KnownUnit known(Line line, UnitProperties properties) {
        String name = line.unit().name();
        boolean isActive = line.unit().isActive();
        long process = isActive ? properties.number("MainPID") : 0;
        OptionalLong begun = ServerProcesses.begun(process);
        boolean isYoung = process != 0 && isYoung(properties.number("ExecMainStartTimestamp"));
        RunningUnit unit = new RunningUnit(
                new UnitName(name),
                isActive,
                properties.text("User"),
                properties.truth("PrivateTmp"),
                properties.limits(),
                properties.truth("NeedDaemonReload") && !isSpecial(name, properties),
                properties.texts("DropInPaths"),
                ServerProcesses.look(process, name).filter(seen -> !isYoung || isItself(seen, properties)));
        return new KnownUnit(unit, line.unit(), line.files(), process, isYoung ? OptionalLong.empty() : begun);
    }

    private static boolean isYoung(long startMicros) {
        return Instant.now().minus(YOUTH).toEpochMilli() < startMicros / MICROS;
    }

    /** What is still root's, and is to be another's, is systemd at work. */
    private static boolean isItself(ServerProcess seen, UnitProperties properties) {
        return seen.uid() != 0 || List.of("", "root", "0").contains(properties.text("User"));
    }

    /** Whether it has settings of its own, in drop-ins or by SetUnitProperties: their changes need no reload of everything. */
    private static boolean isSpecial(String name, UnitProperties properties) {
        boolean isSet = UnitFileSigns.SET.stream().anyMatch(directory -> Files.exists(directory.resolve(name + ".d")));
        return isSet || !properties.texts("DropInPaths").isEmpty();
    }
}
