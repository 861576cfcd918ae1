package org.hubwarden.reconcile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hubwarden.apply.Outcome;
import org.hubwarden.host.AccountFiles;
import org.hubwarden.host.Approvals;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.TrailStore;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.FileApprovals;
import org.hubwarden.host.linux.FileLedgerStore;
import org.hubwarden.host.linux.FilePassLock;
import org.hubwarden.host.linux.FileStateFile;
import org.hubwarden.host.linux.FileStatusFile;
import org.hubwarden.host.linux.FileTrailStore;
import org.hubwarden.host.linux.accounts.LinuxAccountFiles;
import org.hubwarden.host.linux.accounts.LinuxIdSources;
import org.hubwarden.host.linux.accounts.MembershipFiles;
import org.hubwarden.host.linux.files.EffectiveUser;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.homes.LinuxHomes;
import org.hubwarden.host.linux.hub.LinuxUnitFiles;
import org.hubwarden.host.linux.journal.StderrJournal;
import org.hubwarden.host.linux.rights.LinuxSudoers;
import org.hubwarden.host.tree.NoDepartures;
import org.hubwarden.host.tree.NoGroupFiles;
import org.hubwarden.host.tree.NoJournalReader;
import org.hubwarden.host.tree.NoProcesses;
import org.hubwarden.host.tree.NoSessions;
import org.hubwarden.host.tree.NoSudoPrograms;
import org.hubwarden.host.tree.NoSupervisor;
import org.hubwarden.host.tree.NoUnits;
import org.hubwarden.host.tree.NoWitnesses;
import org.hubwarden.host.tree.TreeClock;
import org.hubwarden.host.tree.TreeNames;

/** A directory with the account files of a Debian machine, and the real doors to it. */
final class TreeMachine {

    static final String STATE = "/etc/hubwarden/state.yaml";

    private final Path directory;
    private final Root root;
    Instant now = Instant.parse("2026-11-21T10:00:00Z");

    TreeMachine(Path directory) throws IOException, HostFailure {
        this.directory = directory;
        this.root = Root.tree(directory);
        for (String name : List.of("etc/hubwarden", "etc/sudoers.d", "etc/skel", "home", "run", "var/lib")) {
            Files.createDirectories(directory.resolve(name));
        }
        try (var files = Files.list(Path.of("packaging/example/etc"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory.resolve("etc").resolve(file.getFileName().toString()));
            }
        }
        closeToOthers();
    }

    /** Whatever the umask of whoever runs the tests. */
    private void closeToOthers() throws IOException {
        try (var paths = Files.walk(directory)) {
            for (Path path : paths.toList()) {
                String mode = Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
            }
        }
    }

    Path path(String absolute) {
        return root.at(absolute);
    }

    String text(String absolute) throws IOException {
        return Files.readString(path(absolute), StandardCharsets.ISO_8859_1);
    }

    void write(String absolute, String content) throws IOException {
        Files.writeString(path(absolute), content);
        Files.setPosixFilePermissions(path(absolute), PosixFilePermissions.fromString("rw-r--r--"));
    }

    void state(String yaml) throws IOException {
        write(STATE, yaml);
    }

    Approvals approvals() {
        return new FileApprovals(root);
    }

    Reconciler reconciler() {
        return new Reconciler(doors(files -> files));
    }

    Homes homes() {
        return new LinuxHomes(root.directory(), new Waits(InstantSource.system()));
    }

    TrailStore trailOnDemand() {
        return FileTrailStore.besidePasses(root);
    }

    /** The real ones, and what a test makes of those of the account files. */
    Doors doors(UnaryOperator<AccountFiles> accountFiles) {
        Waits waits = new Waits(InstantSource.system());
        return new Doors(
                new FileStateFile(root),
                accountFiles.apply(new LinuxAccountFiles(root, waits)),
                new LinuxIdSources(root),
                homes(),
                new LinuxSudoers(root.directory(), new NoSudoPrograms(), Duration.ofSeconds(1), waits),
                new LinuxUnitFiles(root.directory()),
                new NoUnits(),
                new NoProcesses(),
                new NoSessions(),
                new NoDepartures(),
                new NoGroupFiles(),
                new FileLedgerStore(root),
                new TreeNames(new MembershipFiles(root.directory())::membersOf),
                new FilePassLock(root, waits),
                new StderrJournal(System.err, false),
                new FileTrailStore(root),
                new NoJournalReader(),
                new NoSupervisor(),
                new FileStatusFile(root),
                waits,
                approvals(),
                new TreeClock(() -> now, ZoneOffset.UTC),
                new NoWitnesses(),
                EffectiveUser.isRoot(),
                false);
    }

    /** One pass on what the state file says now. */
    PassResult pass() {
        Reconciler reconciler = reconciler();
        List<Outcome> outcomes = new ArrayList<>();
        return reconciler.pass(reconciler.readStateFile(), Duration.ofSeconds(2), outcomes::add, () -> false);
    }
}
