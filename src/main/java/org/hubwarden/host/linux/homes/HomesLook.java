package org.hubwarden.host.linux.homes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;

/**
 * What stands where homes are or will be. Changes nothing and mounts nothing. As long as it is the same, the same object is
 * handed out, which tells others that nothing changed. Thread-safe.
 */
final class HomesLook {

    private static final long AUTOFS = 0x187;

    private final MachineRoot machine;
    private final Runnable step;
    private Set<String> asked = Set.of();
    private Map<String, HomesBelow> rows = new HashMap<>();
    private final Map<String, HomeSight> strange = new HashMap<>();
    private HomesSight last = new HomesSight(Map.of(), Map.of(), Optional.empty());

    /** {@code step} is run for each home, so that one sees whether the file system answers. */
    HomesLook(MachineRoot machine, Runnable step) {
        this.machine = machine;
        this.step = step;
    }

    synchronized HomesSight look(Set<String> paths, Set<String> bases, String skeleton) {
        boolean changed = !isAsked(paths);
        if (changed) {
            arrange(paths);
        }
        asked = paths;
        for (Map.Entry<String, HomesBelow> row : rows.entrySet()) {
            changed |= look(row.getKey(), row.getValue());
        }
        Map<String, String> faults = new TreeMap<>();
        bases.forEach(base -> baseFault(base).ifPresent(why -> faults.put(base, why)));
        Optional<String> skeletonFault = skeletonFault(skeleton);
        if (changed || !faults.equals(last.baseFaults()) || !skeletonFault.equals(last.skeletonFault())) {
            last = new HomesSight(seen(), faults, skeletonFault);
        }
        return last;
    }

    @SuppressWarnings("ReferenceEquality") // immutable sets compare all their elements, also with themselves
    private boolean isAsked(Set<String> paths) {
        return paths == asked || paths.equals(asked);
    }

    private void arrange(Set<String> paths) {
        Map<String, HomesBelow> arranged = new HashMap<>();
        strange.keySet().retainAll(paths);
        paths.stream()
                .filter(this::isPath)
                .collect(Collectors.groupingBy(FilePath::parentOf))
                .forEach((parent, below) -> arranged.put(parent, row(parent, below)));
        rows = arranged;
    }

    private HomesBelow row(String parent, List<String> below) {
        HomesBelow known = rows.get(parent);
        return known == null ? new HomesBelow(below) : known.with(below);
    }

    private boolean isPath(String path) {
        if (asked.contains(path) && !strange.containsKey(path)) {
            return true;
        }
        try {
            FilePath.parse(path);
            return true;
        } catch (IllegalArgumentException failure) {
            strange.put(path, unseen(failure));
            return false;
        }
    }

    private boolean look(String parent, HomesBelow row) {
        try (Descriptor directory = machine.open(MachineRoot.names(parent))) {
            return row.look(directory, directory.stat(), step);
        } catch (SystemCallFailure failure) {
            return row.hidden(unseen(failure));
        }
    }

    private Map<String, HomeSight> seen() {
        Map<String, HomeSight> seen = new HashMap<>(asked.size() * 2);
        seen.putAll(strange);
        rows.values().forEach(row -> row.addTo(seen));
        return seen;
    }

    static HomeSight unseen(Exception failure) {
        if (failure instanceof SystemCallFailure call && call.is(Errno.ENOENT)) {
            return new HomeSight.Absent();
        }
        return new HomeSight.Other("not looked at: " + failure.getMessage());
    }

    private Optional<String> skeletonFault(String path) {
        try {
            Skeleton.open(machine, path).close();
            return Optional.empty();
        } catch (HostFailure failure) {
            return Optional.of(failure.sentence());
        }
    }

    private Optional<String> baseFault(String base) {
        try (Descriptor directory = machine.openTrusted(base)) {
            if (directory.fileSystemType() == AUTOFS) {
                return Optional.of(base + " belongs to the automounter, which alone makes directories there");
            }
            return machine.isReadOnly(base)
                    ? Optional.of(
                            base + " cannot be written to: its file system is mounted read-only, or it is so for the"
                                    + " daemon. Then systemctl restart hubwarden when the directory was replaced while the"
                                    + " service ran, or write ReadWritePaths=" + base
                                    + " under [Service] with systemctl edit hubwarden")
                    : Optional.empty();
        } catch (SystemCallFailure failure) {
            return Optional.of(
                    failure.is(Errno.ENOENT)
                            ? base + " is missing; make it, or write another directory under defaults.home"
                            : base + " cannot be used: " + failure.sentence());
        } catch (HostFailure | IllegalArgumentException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }
}
