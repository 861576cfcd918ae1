package org.hubwarden.host.linux.leaving;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hubwarden.host.Errand;
import org.hubwarden.host.Errands;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.LockOwner;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.Remains;
import org.hubwarden.plan.LeavingStep;

/** Has homes packed and brought back by programs with the rights for it, each beside all else; see {@link Packer}. */
public final class HomeArchives {

    static final String DIRECTORY = "/var/lib/hubwarden/archive";

    private static final String PROGRAM = "/usr/bin/hubwarden";
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final FileAttribute<Set<PosixFilePermission>> ROOT_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Errands errands;
    private final Waits waits;
    private final boolean isPatient;
    private final Set<UnixName> atWork = ConcurrentHashMap.newKeySet();
    private final Setbacks setbacks = new Setbacks(Root.machine(), InstantSource.system());

    /** {@code isPatient}: whether it is waited for, as by a command, which would end it when it ends itself. */
    public HomeArchives(Errands errands, Waits waits, boolean isPatient) {
        this.errands = errands;
        this.waits = waits;
        this.isPatient = isPatient;
    }

    /** Whether this process has it done, or another is at it: a command looks while the daemon packs. */
    boolean isAtWork(UnixName unix, String home) {
        return atWork.contains(unix) || LockOwner.stranger(Packer.lock(home)).isPresent();
    }

    /** Why somebody's home could not be packed or brought back, while that is not tried again. */
    Optional<Remains.Setback> setback(UnixName unix) {
        return setbacks.of(unix, room());
    }

    /** What failed is tried again by the next pass. */
    void insist() {
        setbacks.forgetAll();
    }

    private static long room() {
        return new File(DIRECTORY).getUsableSpace();
    }

    /** The names of all archives that are whole. */
    List<String> all() {
        String[] names = new File(DIRECTORY).list((directory, name) -> name.endsWith(ArchiveFile.ENDING));
        return names == null ? List.of() : List.of(names);
    }

    /** All of somebody's. No name of an account ends in what follows it. */
    static Set<String> theirs(List<String> all, UnixName unix) {
        String mine = Pattern.quote(unix.value()) + "-[0-9]{8}T[0-9]{6}Z" + Pattern.quote(ArchiveFile.ENDING);
        return all.stream()
                .filter(name -> name.startsWith(unix.value()) && name.matches(mine))
                .collect(Collectors.toSet());
    }

    void pack(LeavingStep.PackHome step) throws HostFailure {
        String parent = FilePath.parentOf(step.home());
        String uid = Long.toString(step.uid());
        begin(
                step.unix(),
                List.of(
                        errand(Errand.Rights.READ_HOMES, DIRECTORY, Packer.PACK, step.home(), step.file(), uid),
                        errand(Errand.Rights.REMOVE_HOMES, parent, Packer.REMOVE, step.home(), step.file(), uid)));
    }

    void restore(LeavingStep.RestoreHome step) throws HostFailure {
        String parent = FilePath.parentOf(step.home());
        begin(
                step.unix(),
                List.of(errand(Errand.Rights.RESTORE_HOMES, parent, Packer.RESTORE, step.home(), step.file(), "0")));
    }

    private Errand errand(Errand.Rights rights, String writable, String... arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        if (isPatient) {
            command.add(Packer.IN_A_PASS);
        }
        return new Errand(rights, command, LONGEST, List.of(DIRECTORY, writable));
    }

    private void begin(UnixName unix, List<Errand> work) throws HostFailure {
        makeDirectory();
        if (!atWork.add(unix)) {
            return;
        }
        if (isPatient) {
            try (Waits.Wait wait = waits.begin("the archive of " + unix, LONGEST)) {
                run(unix, work);
            }
            Optional<Remains.Setback> setback = setback(unix);
            if (setback.isPresent()) {
                throw new HostFailure(setback.get().why());
            }
        } else {
            Thread thread = new Thread(() -> run(unix, work), "archive of " + unix);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void makeDirectory() throws HostFailure {
        try {
            Files.createDirectories(Path.of(DIRECTORY), ROOT_ONLY);
        } catch (IOException e) {
            throw new HostFailure(DIRECTORY + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void run(UnixName unix, List<Errand> work) {
        try {
            for (Errand errand : work) {
                Errand.End end = errands.run(errand);
                Optional<String> failure = failure(end);
                if (failure.isPresent()) {
                    setbacks.keep(unix, failure.get(), isFull(end) ? Optional.of(room()) : Optional.empty());
                    return;
                }
            }
            setbacks.forget(unix);
        } finally {
            atWork.remove(unix);
            waits.lookAgain();
        }
    }

    private static boolean isFull(Errand.End end) {
        return end instanceof Errand.End.Exited exited && exited.status() == Packer.FULL;
    }

    private static Optional<String> failure(Errand.End end) {
        if (end instanceof Errand.End.Exited exited) {
            return exited.status() == 0 || exited.status() == Packer.TAKEN
                    ? Optional.empty()
                    : Optional.of(exited.errors().strip());
        }
        return Optional.of(((Errand.End.Failed) end).why());
    }
}
