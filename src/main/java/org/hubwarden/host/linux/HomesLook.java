package org.hubwarden.host.linux;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;

/** What stands where homes are or will be. Changes nothing and mounts nothing. */
final class HomesLook {

    private static final long AUTOFS = 0x187;

    private final MachineRoot machine;
    private final Runnable step;

    /** {@code step} is run for each home, so that one sees whether the file system answers. */
    HomesLook(MachineRoot machine, Runnable step) {
        this.machine = machine;
        this.step = step;
    }

    HomesSight look(Set<String> paths, Set<String> bases, String skeleton) {
        Map<String, HomeSight> seen = new HashMap<>(paths.size() * 2);
        paths.stream()
                .collect(Collectors.groupingBy(FilePath::parentOf, LinkedHashMap::new, Collectors.toList()))
                .forEach((parent, below) -> seen.putAll(lookBelow(parent, below)));
        Map<String, String> faults = new TreeMap<>();
        bases.forEach(base -> baseFault(base).ifPresent(why -> faults.put(base, why)));
        return new HomesSight(seen, faults, skeletonFault(skeleton));
    }

    private Map<String, HomeSight> lookBelow(String parent, List<String> paths) {
        try (Descriptor directory = machine.open(MachineRoot.names(parent))) {
            FileStat stat = directory.stat();
            return paths.stream().collect(Collectors.toMap(p -> p, p -> look(directory, stat, p)));
        } catch (SystemCallFailure | IllegalArgumentException failure) {
            HomeSight sight = unseen(failure);
            return paths.stream().collect(Collectors.toMap(p -> p, p -> sight));
        }
    }

    private HomeSight look(Descriptor parent, FileStat parentStat, String path) {
        step.run();
        try {
            FileName name = FilePath.parse(path).name();
            FileStat stat = parent.stat(name);
            if (!stat.isDirectory()) {
                return new HomeSight.Other(stat.isLink() ? linkTo(parent, name) : stat.kind());
            }
            if (stat.isMountIn(parentStat)) {
                return new HomeSight.Other("a mount point");
            }
            boolean opens = AclAttributes.open(parent, name, stat);
            return new HomeSight.Directory(stat.uid(), stat.gid(), stat.permissions(), opens);
        } catch (SystemCallFailure | IllegalArgumentException failure) {
            return unseen(failure);
        }
    }

    private static String linkTo(Descriptor parent, FileName name) throws SystemCallFailure {
        return "a symbolic link to " + FileName.shown(parent.readLink(name));
    }

    private static HomeSight unseen(Exception failure) {
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
