package org.hubwarden.host.linux.sweep;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Sweeper;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.KernelFile;
import org.hubwarden.host.linux.files.MountTable;
import org.hubwarden.host.linux.files.PatientLook;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.sweep.Coverage;
import org.hubwarden.sweep.Entry;
import org.hubwarden.sweep.Escape;
import org.hubwarden.sweep.Packages;

/** Sweeps the machine, or a tree. */
public final class LinuxSweeper implements Sweeper {

    private final Root root;
    private final Waits waits;
    private final Duration patience;

    /** {@code patience}: how long a file system may answer nothing before the walk is given up. */
    public LinuxSweeper(Root root, Waits waits, Duration patience) {
        this.root = root;
        this.waits = waits;
        this.patience = patience;
    }

    /** What came of a walk: a result, or why there is none. */
    private record Came<T>(Optional<T> result, String why) {}

    @Override
    public <T> T walk(Scope scope, Function<Iterator<Entry>, T> work) throws HostFailure {
        PatientLook look = new PatientLook(waits, "a file system that is swept", patience);
        Came<T> came = look.ask(() -> walked(scope, work))
                .orElseThrow(() -> new HostFailure("a file system does not answer, so not everything was looked at;"
                        + " findmnt and dmesg may tell which, and --only PATH leaves it out"));
        if (came.result().isEmpty()) {
            throw new HostFailure(came.why());
        }
        return came.result().get();
    }

    private <T> Came<T> walked(Scope scope, Function<Iterator<Entry>, T> work) {
        Set<String> only = scope.only().stream().map(Escape::text).collect(Collectors.toSet());
        try (SystemWalk walk =
                new SystemWalk(Descriptor.openRoot(root.directory()), scope.coverage(), only, foreign(), waits::step)) {
            return new Came<>(Optional.of(work.apply(walk)), "");
        } catch (SystemCallFailure failure) {
            return new Came<>(Optional.empty(), failure.sentence());
        }
    }

    /** Where file systems are mounted that may not answer, or are none of disks. */
    private Map<String, String> foreign() {
        Map<String, String> types = new HashMap<>();
        if (root.isMachine()) {
            MountTable.visible().forEach(mount -> {
                String path = Escape.bytes(mount.path().getBytes(StandardCharsets.ISO_8859_1));
                if (Coverage.LOCAL.contains(mount.type())) {
                    types.remove(path);
                } else {
                    types.put(path, Escape.text(mount.type()));
                }
            });
        }
        return types;
    }

    @Override
    public List<Entry> state() {
        return root.isMachine() ? SystemState.look() : List.of();
    }

    @Override
    public Optional<Instant> journalBegins() {
        return root.isMachine() ? JournalGaps.begins() : Optional.empty();
    }

    @Override
    public Packages packages() {
        return new DpkgPackages(root.directory(), ZoneId.systemDefault(), waits::step);
    }

    @Override
    public String machine() {
        return KernelFile.text(root.at("/etc/machine-id")).strip();
    }
}
