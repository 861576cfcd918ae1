package org.hubwarden;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.bus.DaemonClient;
import org.hubwarden.bus.Offer;
import org.hubwarden.bus.wire.Line;
import org.hubwarden.cli.Caller;
import org.hubwarden.cli.Cli;
import org.hubwarden.cli.Machine;
import org.hubwarden.host.Doors;
import org.hubwarden.host.Errands;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Journal;
import org.hubwarden.host.Names;
import org.hubwarden.host.RightsLook;
import org.hubwarden.host.StateFile;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Supervisor;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.DirectoryWatcher;
import org.hubwarden.host.linux.FileApprovals;
import org.hubwarden.host.linux.FileLedgerStore;
import org.hubwarden.host.linux.FilePassLock;
import org.hubwarden.host.linux.FileStateFile;
import org.hubwarden.host.linux.FileStatusFile;
import org.hubwarden.host.linux.FileTrailStore;
import org.hubwarden.host.linux.LinuxClock;
import org.hubwarden.host.linux.LinuxProcesses;
import org.hubwarden.host.linux.LinuxSupervisor;
import org.hubwarden.host.linux.PatientStateFile;
import org.hubwarden.host.linux.accounts.LinuxAccountFiles;
import org.hubwarden.host.linux.accounts.LinuxIdSources;
import org.hubwarden.host.linux.accounts.MembershipFiles;
import org.hubwarden.host.linux.accounts.NssNames;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.homes.LinuxHomes;
import org.hubwarden.host.linux.homes.PatientHomes;
import org.hubwarden.host.linux.hub.FileHubFile;
import org.hubwarden.host.linux.hub.HttpHub;
import org.hubwarden.host.linux.hub.LinuxHubLook;
import org.hubwarden.host.linux.hub.LinuxServerEnvironments;
import org.hubwarden.host.linux.hub.LinuxUnitFiles;
import org.hubwarden.host.linux.journal.JournalctlReader;
import org.hubwarden.host.linux.journal.JournaldJournal;
import org.hubwarden.host.linux.journal.LogWitnesses;
import org.hubwarden.host.linux.journal.StderrJournal;
import org.hubwarden.host.linux.leaving.Eviction;
import org.hubwarden.host.linux.leaving.Evictor;
import org.hubwarden.host.linux.leaving.GroupFileSearch;
import org.hubwarden.host.linux.leaving.GroupFileTaker;
import org.hubwarden.host.linux.leaving.HomeArchives;
import org.hubwarden.host.linux.leaving.LinuxDepartures;
import org.hubwarden.host.linux.leaving.LinuxGroupFiles;
import org.hubwarden.host.linux.leaving.OwnedFileSearch;
import org.hubwarden.host.linux.leaving.OwnedFiles;
import org.hubwarden.host.linux.leaving.Packer;
import org.hubwarden.host.linux.leaving.Terminals;
import org.hubwarden.host.linux.rights.LinuxRightsLook;
import org.hubwarden.host.linux.rights.LinuxSudoPrograms;
import org.hubwarden.host.linux.rights.LinuxSudoers;
import org.hubwarden.host.linux.sweep.FileBaselineStore;
import org.hubwarden.host.linux.sweep.LinuxSweeper;
import org.hubwarden.host.systemd.SystemdUnits;
import org.hubwarden.host.tree.NoDaemon;
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
import org.hubwarden.reconcile.RootInquiry;
import org.hubwarden.reconcile.RootWatch;

/** Entry point of commands and daemon: wires everything by hand. */
public final class Main {

    /** How long to wait for a person who edits a sudoers file. */
    private static final Duration SUDOERS_PATIENCE = Duration.ofSeconds(5);

    /** How long a file system may answer nothing before it is left out of a pass. */
    private static final Duration FILE_SYSTEM_PATIENCE = Duration.ofSeconds(10);

    /** How the words begin that nobody types. */
    private static final String ERRAND = "errand-";

    private static final int UNKNOWN = 1;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (args.length > 0 && Packer.knows(args[0])) {
            System.exit(Packer.run(Arrays.asList(args), System.err));
        }
        if (args.length > 0 && args[0].startsWith(ERRAND)) {
            System.exit(errand(args[0], Arrays.asList(args).subList(1, args.length)));
        }
        Caller caller = Caller.current();
        System.exit(Cli.run(args, root -> open(root, caller), System.out, System.err, caller));
    }

    /** One of the daemon's, in a unit with rights of its own. */
    private static int errand(String command, List<String> arguments) {
        return switch (command) {
            case Evictor.COMMAND ->
                Evictor.run(arguments, new LinuxProcesses(new Waits(InstantSource.system())), System.out, System.err);
            case OwnedFileSearch.COMMAND -> OwnedFileSearch.run(arguments, System.err);
            case GroupFileSearch.COMMAND -> GroupFileSearch.run(arguments, System.out, System.err);
            case GroupFileTaker.COMMAND -> GroupFileTaker.run(arguments, System.err);
            default -> UNKNOWN;
        };
    }

    private static Machine open(Optional<Path> tree, Caller caller) throws HostFailure {
        Root root = tree.isPresent() ? Root.tree(tree.get()) : Root.machine();
        Doors doors = doors(root, caller);
        Searches searches = new Searches(
                doors,
                rightsLook(root, doors.waits()),
                new LinuxSweeper(root, doors.waits(), FILE_SYSTEM_PATIENCE),
                new FileBaselineStore(root));
        return new WiredMachine(
                doors,
                new LinuxHubLook(root, doors.homes(), caller.isRoot(), doors.waits(), FILE_SYSTEM_PATIENCE),
                searches,
                root.isMachine() ? new DaemonClient(Line.SYSTEM_BUS) : new NoDaemon(),
                new HttpHub(),
                new WiredDaemon.Equipment(
                        () -> new DirectoryWatcher(
                                root.directory(), Path.of(doors.stateFile().path())),
                        new FileHubFile(root),
                        searches.wishes(),
                        new RootWatch(look -> inquiry(root, caller).ask(look)),
                        () -> new Offer.Servers(
                                new SystemdUnits(new Waits(InstantSource.system())),
                                new LinuxServerEnvironments(root),
                                doors.journal()),
                        () -> homes(root.directory(), new Waits(InstantSource.system())),
                        FileTrailStore.besidePasses(root)));
    }

    /** With doors that nobody else uses at the same time. */
    private static RootInquiry inquiry(Root root, Caller caller) {
        Doors doors = doors(root, caller);
        return new RootInquiry(doors, rightsLook(root, doors.waits()));
    }

    private static RightsLook rightsLook(Root root, Waits waits) {
        return new LinuxRightsLook(root, sudoPrograms(root, waits), waits, FILE_SYSTEM_PATIENCE);
    }

    private static Homes homes(Path directory, Waits waits) {
        return new PatientHomes(new LinuxHomes(directory, waits), waits, FILE_SYSTEM_PATIENCE);
    }

    private static Doors doors(Root root, Caller caller) {
        Path directory = root.directory();
        boolean running = root.isMachine();
        Waits waits = new Waits(InstantSource.system());
        SudoPrograms programs = sudoPrograms(root, waits);
        SystemdUnits systemd = new SystemdUnits(waits);
        boolean confined = caller.variables().containsKey("NOTIFY_SOCKET");
        Optional<Errands> errands = confined ? Optional.of(systemd.errands()) : Optional.empty();
        Names names = running
                ? new NssNames(directory, waits, errands)
                : new TreeNames(new MembershipFiles(directory)::membersOf);
        StateFile stateFile = new PatientStateFile(new FileStateFile(root), waits, FILE_SYSTEM_PATIENCE);
        return new Doors(
                stateFile,
                new LinuxAccountFiles(root, waits),
                new LinuxIdSources(root),
                homes(directory, waits),
                new LinuxSudoers(directory, programs, SUDOERS_PATIENCE, waits),
                new LinuxUnitFiles(directory),
                running ? systemd : new NoUnits(),
                running ? new LinuxProcesses(waits) : new NoProcesses(),
                running ? systemd.sessions(Terminals::write) : new NoSessions(),
                running
                        ? new LinuxDepartures(
                                directory,
                                new Eviction(systemd.errands(), systemd::unmount, waits),
                                new HomeArchives(systemd.errands(), waits, !confined),
                                new OwnedFiles(systemd.errands(), waits, !confined))
                        : new NoDepartures(),
                running ? new LinuxGroupFiles(systemd.errands(), waits) : new NoGroupFiles(),
                new FileLedgerStore(root),
                names,
                new FilePassLock(root, waits),
                journal(running, caller.variables()),
                new FileTrailStore(root),
                running ? new JournalctlReader(directory, waits) : new NoJournalReader(),
                supervisor(running, caller.variables()),
                new FileStatusFile(root),
                waits,
                new FileApprovals(root),
                running ? new LinuxClock(root) : new TreeClock(InstantSource.system(), ZoneId.systemDefault()),
                running ? new LogWitnesses(waits) : new NoWitnesses(),
                caller.isRoot(),
                running);
    }

    private static SudoPrograms sudoPrograms(Root root, Waits waits) {
        return root.isMachine() ? new LinuxSudoPrograms(waits) : new NoSudoPrograms();
    }

    /** Stderr only where no journald takes the fields as well. */
    private static Journal journal(boolean running, Map<String, String> environment) {
        return running && JournaldJournal.isHere() ? new JournaldJournal() : StderrJournal.ofProcess(environment);
    }

    private static Supervisor supervisor(boolean running, Map<String, String> environment) {
        return running
                ? new LinuxSupervisor(
                        Optional.ofNullable(environment.get("NOTIFY_SOCKET")),
                        Optional.ofNullable(environment.get("WATCHDOG_USEC")))
                : new NoSupervisor();
    }
}
