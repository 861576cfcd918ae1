package org.hubwarden.host.linux.homes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.Halves;
import org.hubwarden.host.linux.posix.Owner;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.plan.HomeChange;

/** Makes the homes of one directory together: out of sight, then durable, then in place. */
final class StagedHomes {

    /** As many files and directories are flushed one by one: what others write on the same file system may take long to flush. */
    private static final int FEW = 16;

    private final Descriptor base;
    private final Skeleton skeleton;
    private final Map<String, String> failed = new LinkedHashMap<>();

    StagedHomes(Descriptor base, Skeleton skeleton) {
        this.base = base;
        this.skeleton = skeleton;
    }

    /** Makes them; for each path that was not made, why. One that fails does not keep the others. */
    Map<String, String> create(List<HomeChange.Create> homes) {
        List<HomeChange.Create> pending = homes;
        try {
            try (StagingDirectory staging = StagingDirectory.make(base)) {
                List<HomeChange.Create> staged = staged(homes, staging.directory());
                makeDurable(staged, staging.directory());
                pending = keepGood(staged, attempts(staged, home -> place(home, staging.directory())));
                base.sync();
                pending = List.of();
            }
        } catch (SystemCallFailure failure) {
            pending.forEach(home -> failed.putIfAbsent(home.path(), failure.sentence()));
        }
        return failed;
    }

    /** One step for one home. */
    private interface Step {
        void take(HomeChange.Create home) throws SystemCallFailure, HostFailure;
    }

    /** By two threads: nobody sees these yet, and each is a directory of its own. */
    private List<HomeChange.Create> staged(List<HomeChange.Create> homes, Descriptor staging) {
        List<Optional<String>> faults = Halves.of(
                        homes.size(), (from, to) -> attempts(homes.subList(from, to), home -> stage(home, staging)))
                .stream()
                .flatMap(List::stream)
                .toList();
        return keepGood(homes, faults);
    }

    private void makeDurable(List<HomeChange.Create> staged, Descriptor staging) throws SystemCallFailure {
        if (skeleton.hasLinks() || (long) staged.size() * (1 + skeleton.size()) > FEW) {
            base.syncFileSystem();
            return;
        }
        for (HomeChange.Create home : staged) {
            TreeFlush.flush(staging, FilePath.parse(home.path()).name());
        }
    }

    private List<HomeChange.Create> keepGood(List<HomeChange.Create> homes, List<Optional<String>> faults) {
        List<HomeChange.Create> good = new ArrayList<>();
        for (int i = 0; i < homes.size(); i++) {
            HomeChange.Create home = homes.get(i);
            faults.get(i).ifPresentOrElse(why -> failed.put(home.path(), why), () -> good.add(home));
        }
        return good;
    }

    private static List<Optional<String>> attempts(List<HomeChange.Create> homes, Step step) {
        List<Optional<String>> faults = new ArrayList<>(homes.size());
        for (HomeChange.Create home : homes) {
            faults.add(attempt(step, home));
        }
        return faults;
    }

    private static Optional<String> attempt(Step step, HomeChange.Create home) {
        try {
            step.take(home);
            return Optional.empty();
        } catch (SystemCallFailure | HostFailure failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private void stage(HomeChange.Create home, Descriptor staging) throws SystemCallFailure {
        FileName name = FilePath.parse(home.path()).name();
        staging.makeDirectory(name, 0700);
        try (Descriptor directory = staging.openDirectory(name)) {
            Owner owner = new Owner(home.uid(), home.gid());
            skeleton.copyInto(directory, owner);
            directory.handOver(owner, home.mode().bits());
        }
    }

    private void place(HomeChange.Create home, Descriptor staging) throws SystemCallFailure, HostFailure {
        try {
            staging.moveTo(base, FilePath.parse(home.path()).name());
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.EEXIST)) {
                throw new HostFailure(home.path() + " exists meanwhile; nothing was done to it", failure);
            }
            throw failure;
        }
    }
}
