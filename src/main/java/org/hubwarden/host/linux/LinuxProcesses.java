package org.hubwarden.host.linux;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.hubwarden.host.Processes;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.posix.KernelClock;
import org.hubwarden.observed.ProcessFiles;
import org.hubwarden.observed.ProcessStatus;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/**
 * The processes in {@code /proc}. Before it is believed, it must have seen a process of another user that was started for it. To
 * see takes no capability, only the group root: a {@code /proc} that hides processes hides none from the group of its option
 * {@code gid}, which is root's unless somebody says otherwise.
 */
public final class LinuxProcesses implements Processes {

    /** The kernel counts in these for programs, on every machine. */
    private static final long TICKS_A_SECOND = 100;

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String HIDDEN =
            "a process of another user, started to be seen, was not seen: /proc hides processes (hidepid)";

    private final File proc = new File("/proc");
    private final Waits waits;
    private final Instant boot = Instant.now().minusNanos(KernelClock.sinceBoot());

    /** {@code waits}: where it is told that such a look is under way. */
    public LinuxProcesses(Waits waits) {
        this.waits = waits;
    }

    @Override
    public ProcessesSight look(Predicate<RunningProcess> wanted) {
        try (Waits.Wait wait = waits.begin("a look at all processes", LIMIT);
                ProcessProbe probe = ProcessProbe.start()) {
            Unread unread = new Unread();
            List<RunningProcess> all = all(probe::isIt, wanted, unread);
            boolean isProved = all.removeIf(probe::isIt);
            return new ProcessesSight(all, isProved ? unread.why() : Optional.of(HIDDEN));
        } catch (IOException failure) {
            return ProcessesSight.unproven(
                    "whether all processes can be seen could not be tried: " + failure.getMessage());
        }
    }

    private List<RunningProcess> all(Predicate<RunningProcess> probe, Predicate<RunningProcess> wanted, Unread unread) {
        List<RunningProcess> found = new ArrayList<>();
        for (String name : names(proc)) {
            File directory = new File(proc, name);
            process(directory)
                    .or(() -> again(directory, unread))
                    .filter(probe.or(wanted))
                    .map(this::placed)
                    .ifPresent(found::add);
        }
        return found;
    }

    /** What ended meanwhile is no longer there, or its number is another's by now. */
    private Optional<RunningProcess> again(File directory, Unread unread) {
        if (!directory.exists()) {
            return Optional.empty();
        }
        Optional<RunningProcess> process = process(directory);
        if (process.isEmpty() && directory.exists()) {
            unread.count++;
        }
        return process;
    }

    /** Processes that are there and cannot be read. */
    private static final class Unread {
        private int count;

        Optional<String> why() {
            return count == 0 ? Optional.empty() : Optional.of(count + " processes cannot be read in /proc");
        }
    }

    private static List<String> names(File directory) {
        String[] names = directory.list((parent, name) -> name.charAt(0) >= '0' && name.charAt(0) <= '9');
        return names == null ? List.of() : List.of(names);
    }

    /** Without its control group, which is read of those that matter only. */
    private Optional<RunningProcess> process(File directory) {
        Optional<ProcessStatus> leader = read(directory, "status").flatMap(ProcessStatus::parse);
        OptionalLong begun = leader.isEmpty()
                ? OptionalLong.empty()
                : read(directory, "stat").map(ProcessFiles::begun).orElseGet(OptionalLong::empty);
        if (leader.isEmpty() || begun.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> uids = new HashSet<>(leader.get().uids());
        Set<Long> gids = new HashSet<>(leader.get().gids());
        if (leader.get().threads() > 1) {
            addThreads(new File(directory, "task"), uids, gids);
        }
        return Optional.of(new RunningProcess(
                Long.parseLong(directory.getName()),
                begun.getAsLong(),
                boot.plusMillis(begun.getAsLong() * 1000 / TICKS_A_SECOND),
                leader.get().command(),
                "",
                uids,
                gids));
    }

    /** A thread may give up what another keeps: the kernel knows users and groups of threads only. */
    private static void addThreads(File tasks, Set<Long> uids, Set<Long> gids) {
        for (String thread : names(tasks)) {
            read(new File(tasks, thread), "status")
                    .flatMap(ProcessStatus::parse)
                    .ifPresent(status -> {
                        uids.addAll(status.uids());
                        gids.addAll(status.gids());
                    });
        }
    }

    private RunningProcess placed(RunningProcess process) {
        String cgroup = read(new File(proc, Long.toString(process.pid())), "cgroup")
                .map(ProcessStatus::controlGroup)
                .orElse("");
        return new RunningProcess(
                process.pid(),
                process.begun(),
                process.since(),
                process.command(),
                cgroup,
                process.uids(),
                process.gids());
    }

    private static Optional<String> read(File directory, String name) {
        try (InputStream file = new FileInputStream(new File(directory, name))) {
            return Optional.of(new String(file.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
