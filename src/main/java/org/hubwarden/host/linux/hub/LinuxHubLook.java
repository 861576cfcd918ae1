package org.hubwarden.host.linux.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubLook;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.accounts.LinuxIdSources;
import org.hubwarden.host.linux.files.Directories;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.PatientLook;
import org.hubwarden.host.linux.files.RememberedFile;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.rights.RememberedSudoers;
import org.hubwarden.host.linux.rights.SudoersFiles;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.SudoersSource;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.HubSight;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.PlainHub;
import org.hubwarden.observed.hub.Stray;
import org.hubwarden.observed.hub.SudoersFile;
import org.hubwarden.observed.hub.TljhConfig;
import org.hubwarden.spec.SudoersText;

/**
 * Looks at files, and on a machine that runs at processes and sockets. Whatever may not be read is passed over and said. Used
 * by one thread, once.
 */
public final class LinuxHubLook implements HubLook {

    private static final long LARGEST = 64 << 20;
    private static final long LARGEST_CONFIG = 4 << 20;
    private static final int ATTEMPTS = 3;
    private static final String CONFIG = "/opt/tljh/config/config.yaml";
    private static final List<String> LAYOUT =
            List.of("/opt/tljh/config", "/opt/tljh/hub", "/opt/tljh/state", "/opt/tljh/user");
    private static final String LINGER = "/var/lib/systemd/linger";

    private final Root root;
    private final Homes homes;
    private final boolean isRoot;
    private final PatientLook patient;
    private final List<String> unseen = new ArrayList<>();

    /**
     * For the machine or a tree.
     *
     * @param isRoot whether we may read everything
     * @param patience how long a file system may be silent
     */
    public LinuxHubLook(Root root, Homes homes, boolean isRoot, Waits waits, Duration patience) {
        this.root = root;
        this.homes = homes;
        this.isRoot = isRoot;
        this.patient = new PatientLook(waits, "file systems that users may fill", patience);
    }

    @Override
    public HubSight look() throws HostFailure {
        AccountDatabases accounts = accounts();
        HubAccounts byLooks = HubAccounts.of(accounts, Optional.empty());
        ProcessLook first = processes(byLooks, accounts);
        Optional<HubUsers> users = new HubDatabase(root).read(first.directories(), unseen);
        List<String> layout = LAYOUT.stream().filter(this::isThere).toList();
        HubAccounts hubs = HubAccounts.of(accounts, layout.isEmpty() ? users : Optional.empty());
        ProcessLook processes = hubs.areMachines() ? processes(hubs, accounts) : first;
        List<PlainHub> plain = root.isMachine() ? new PlainLook(processes).find() : List.of();
        List<Stray> strays = new ArrayList<>(processes.strays());
        StrayFiles left = new StrayFiles(root, accounts);
        patient.ask(left::find)
                .ifPresentOrElse(
                        strays::addAll, () -> unseen.add("files of removed accounts: a file system is silent"));
        if (!isRoot && root.isMachine()) {
            unseen.add("mounts and sockets of processes of other users");
        }
        return new HubSight(
                accounts,
                new LinuxIdSources(root).loginDefs(),
                homes(hubs),
                sudoers(),
                adminRule(),
                layout,
                config(),
                users,
                processes.hubs(),
                processes.users(),
                processes.machineTmp(),
                plain,
                strays,
                names(LINGER),
                new BusRuleFiles(root, unseen).users(),
                unseen,
                isRoot);
    }

    private ProcessLook processes(HubAccounts hubs, AccountDatabases accounts) {
        return root.isMachine() ? ProcessLook.take(hubs, accounts, isRoot) : ProcessLook.NONE;
    }

    private AccountDatabases accounts() throws HostFailure {
        return AccountDatabases.parse(
                read("/etc/passwd").orElseThrow(() -> new HostFailure(root.at("/etc/passwd") + " is not there")),
                read("/etc/group").orElseThrow(() -> new HostFailure(root.at("/etc/group") + " is not there")),
                secret("/etc/shadow"),
                Optional.empty());
    }

    private Optional<byte[]> read(String path) throws HostFailure {
        return FileContent.read(root.locate(path), LARGEST, ATTEMPTS).map(FileContent::bytes);
    }

    private byte[] secret(String path) {
        try {
            return read(path).orElse(new byte[0]);
        } catch (HostFailure refused) {
            unseen.add(path + ", so which accounts have a password is not known");
            return new byte[0];
        }
    }

    private Map<String, HomeSight> homes(HubAccounts accounts) {
        Set<String> paths = new HashSet<>();
        for (PasswdEntry account : accounts.all()) {
            if (account.home().startsWith("/") && !account.home().contains("/..")) {
                paths.add(account.home());
            }
        }
        return new HashMap<>(homes.look(paths, Set.of(), "/etc/skel").byPath());
    }

    private SudoersSource sudoers() {
        SudoersFiles.Gathered gathered = SudoersFiles.gather(root.directory(), new RememberedSudoers());
        List<SudoersSource.Line> lines = new ArrayList<>(gathered.source().lines());
        try {
            read(SudoersText.ADMIN_RULE_PATH)
                    .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                    .ifPresent(text -> lines.addAll(SudoersSource.linesOf(SudoersText.ADMIN_RULE_PATH, text)));
        } catch (HostFailure refused) {
            unseen.add(SudoersText.ADMIN_RULE_PATH);
        }
        if (!isRoot && root.isMachine()) {
            unseen.add("/etc/sudoers and /etc/sudoers.d");
        } else {
            unseen.addAll(gathered.faults());
        }
        return new SudoersSource(lines);
    }

    private Optional<SudoersFile> adminRule() {
        try {
            return RememberedFile.stat(root.at(SudoersText.ADMIN_RULE_PATH))
                    .map(stat -> new SudoersFile(
                            SudoersText.ADMIN_RULE_PATH,
                            stat.permissions(),
                            owner(stat.uid()),
                            owner(stat.gid()),
                            stat.isRegular()));
        } catch (HostFailure refused) {
            return Optional.empty();
        }
    }

    /** In a tree that we do not read as root everything is ours. */
    private long owner(long id) {
        return isRoot || root.isMachine() ? id : 0;
    }

    private Optional<TljhConfig> config() {
        try {
            return FileContent.read(root.locate(CONFIG), LARGEST_CONFIG, ATTEMPTS)
                    .map(content -> TljhConfig.parse(CONFIG, new String(content.bytes(), StandardCharsets.UTF_8)));
        } catch (HostFailure refused) {
            unseen.add(CONFIG);
            return Optional.empty();
        }
    }

    private boolean isThere(String path) {
        return Files.isDirectory(root.at(path));
    }

    private Set<String> names(String directory) {
        Set<String> names = new HashSet<>();
        Directories.children(root.at(directory)).forEach(child -> names.add(String.valueOf(child.getFileName())));
        return names;
    }
}
