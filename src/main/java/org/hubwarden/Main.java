package org.hubwarden;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.cli.Caller;
import org.hubwarden.cli.Cli;
import org.hubwarden.cli.Machine;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.Names;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.linux.DirectoryWatcher;
import org.hubwarden.host.linux.FileLedgerStore;
import org.hubwarden.host.linux.FilePassLock;
import org.hubwarden.host.linux.FileStateFile;
import org.hubwarden.host.linux.FileStatusFile;
import org.hubwarden.host.linux.FileTrailStore;
import org.hubwarden.host.linux.JournalctlReader;
import org.hubwarden.host.linux.JournaldJournal;
import org.hubwarden.host.linux.LinuxAccountFiles;
import org.hubwarden.host.linux.LinuxHomes;
import org.hubwarden.host.linux.LinuxIdSources;
import org.hubwarden.host.linux.LinuxSudoPrograms;
import org.hubwarden.host.linux.LinuxSudoers;
import org.hubwarden.host.linux.LinuxSupervisor;
import org.hubwarden.host.linux.MembershipFiles;
import org.hubwarden.host.linux.NssNames;
import org.hubwarden.host.linux.Root;
import org.hubwarden.host.linux.StderrJournal;
import org.hubwarden.host.tree.NoJournalReader;
import org.hubwarden.host.tree.NoSudoPrograms;
import org.hubwarden.host.tree.NoSupervisor;
import org.hubwarden.host.tree.TreeNames;

/** Entry point of commands and daemon: wires everything by hand. */
public final class Main {

    /** How long to wait for a person who edits a sudoers file. */
    private static final Duration SUDOERS_PATIENCE = Duration.ofSeconds(5);

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        Caller caller = Caller.current();
        System.exit(Cli.run(args, root -> open(root, caller), System.out, System.err, caller));
    }

    private static Machine open(Optional<Path> tree, Caller caller) throws HostFailure {
        Root root = tree.isPresent() ? Root.tree(tree.get()) : Root.machine();
        Doors doors = doors(root, caller);
        return new WiredMachine(
                doors,
                () -> new DirectoryWatcher(
                        root.directory(), Path.of(doors.stateFile().path())));
    }

    private static Doors doors(Root root, Caller caller) {
        Path directory = root.directory();
        boolean running = root.isMachine();
        SudoPrograms programs = running ? new LinuxSudoPrograms() : new NoSudoPrograms();
        Names names = running ? new NssNames(directory) : new TreeNames(new MembershipFiles(directory)::membersOf);
        StateFile stateFile = new FileStateFile(root);
        return new Doors(
                stateFile,
                new LinuxAccountFiles(root),
                new LinuxIdSources(root),
                new LinuxHomes(directory),
                new LinuxSudoers(directory, programs, SUDOERS_PATIENCE),
                new FileLedgerStore(root),
                names,
                new FilePassLock(root),
                journal(running, caller.variables()),
                new FileTrailStore(root),
                running ? new JournalctlReader(directory) : new NoJournalReader(),
                supervisor(running, caller.variables()),
                new FileStatusFile(root),
                caller.isRoot(),
                running);
    }

    /** Stderr only where no journald takes the fields as well. */
    private static Journal journal(boolean running, Map<String, String> environment) {
        return running && JournaldJournal.isHere() ? new JournaldJournal() : StderrJournal.ofProcess(environment);
    }

    private static Supervisor supervisor(boolean running, Map<String, String> environment) {
        return running
                ? new LinuxSupervisor(Optional.ofNullable(environment.get("NOTIFY_SOCKET")))
                : new NoSupervisor();
    }
}
