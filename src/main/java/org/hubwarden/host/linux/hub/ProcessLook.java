package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.host.linux.files.Directories;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.HubAccounts;
import org.hubwarden.observed.hub.ProcessPlaces;
import org.hubwarden.observed.hub.SeenProcess;
import org.hubwarden.observed.hub.Stray;

/**
 * The processes of the machine at one moment, as far as they concern a hub.
 *
 * @param hubs run a hub for the machine: a user's own is a plain process of theirs
 * @param users of accounts that look like a hub's
 * @param proxies may stand before a hub
 * @param strays of ids without an account
 * @param directories where the hubs run
 * @param machineTmp what {@code /tmp} is for the machine
 */
record ProcessLook(
        List<SeenProcess> hubs,
        List<SeenProcess> users,
        List<SeenProcess> proxies,
        List<Stray> strays,
        List<String> directories,
        String machineTmp) {

    static final ProcessLook NONE = new ProcessLook(List.of(), List.of(), List.of(), List.of(), List.of(), "");

    private static final Path PROC = Path.of("/proc");
    private static final int LONGEST = 1 << 20;

    /** Whoever types the command is one of the hub's users at times, and it is no server of theirs. */
    private static final String OURSELVES =
            Long.toString(ProcessHandle.current().pid());

    /** What is kept of a command: whoever runs it may have made it long. */
    private static final int LONGEST_COMMAND = 512;

    /** The first ids of a person; a hub of the machine runs as somebody below, or as root. */
    private static final long FIRST_PERSON = 1000;

    private static final long LAST_PERSON = 60_000;

    static ProcessLook take(HubAccounts accounts, AccountDatabases files, boolean isRoot) {
        Taking taking = new Taking(accounts, files);
        Directories.children(PROC).stream()
                .map(p -> String.valueOf(p.getFileName()))
                .filter(name -> name.matches("[0-9]{1,10}") && !name.equals(OURSELVES))
                .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                .forEach(taking::look);
        String tmp =
                read(isRoot ? "1" : "self", "mountinfo").map(ProcessPlaces::tmp).orElse("");
        return new ProcessLook(taking.hubs, taking.users, taking.proxies, taking.strays, taking.directories, tmp);
    }

    static Optional<String> read(String pid, String file) {
        return read(pid, file, LONGEST);
    }

    private static Optional<String> read(String pid, String file, int most) {
        try (InputStream in = Files.newInputStream(PROC.resolve(pid).resolve(file))) {
            return Optional.of(new String(in.readNBytes(most), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static final class Taking {

        private final Set<Long> ours;
        private final Set<Long> known;
        private final List<SeenProcess> hubs = new ArrayList<>();
        private final List<SeenProcess> users = new ArrayList<>();
        private final List<SeenProcess> proxies = new ArrayList<>();
        private final List<Stray> strays = new ArrayList<>();
        private final List<String> directories = new ArrayList<>();

        Taking(HubAccounts accounts, AccountDatabases files) {
            this.ours = accounts.all().stream().map(PasswdEntry::uid).collect(Collectors.toSet());
            this.known = files.passwd().entries().map(PasswdEntry::uid).collect(Collectors.toCollection(HashSet::new));
        }

        void look(String pid) {
            Optional<Long> uid = read(pid, "status").flatMap(Taking::uid);
            if (uid.isEmpty()) {
                return;
            }
            List<String> words =
                    ProcessPlaces.words(read(pid, "cmdline", LONGEST_COMMAND).orElse(""));
            if (words.isEmpty()) {
                return;
            }
            long owner = uid.get();
            boolean user = owner != 0 && ours.contains(owner);
            boolean hub = !user && owner < FIRST_PERSON && ProcessPlaces.isHub(words);
            boolean proxy = !user && ProcessPlaces.isProxy(words);
            if (user || hub || proxy) {
                SeenProcess process = seen(pid, owner, words, user);
                (user ? users : hub ? hubs : proxies).add(process);
                if (hub) {
                    directory(pid).ifPresent(directories::add);
                }
            } else if (owner >= FIRST_PERSON && owner <= LAST_PERSON && !known.contains(owner)) {
                strays.add(new Stray(owner, "pid " + pid + ", " + words.get(0), true));
            }
        }

        private static SeenProcess seen(String pid, long uid, List<String> words, boolean user) {
            String tmp = user ? read(pid, "mountinfo").map(ProcessPlaces::tmp).orElse("") : "";
            String unit = read(pid, "cgroup").map(ProcessPlaces::unit).orElse("");
            return new SeenProcess(Long.parseLong(pid), uid, unit, words, tmp);
        }

        private static Optional<Long> uid(String status) {
            return status.lines()
                    .filter(line -> line.startsWith("Uid:"))
                    .map(line -> Long.valueOf(line.split("\\s+", 3)[1]))
                    .findFirst();
        }

        private static Optional<String> directory(String pid) {
            try {
                return Optional.of(
                        Files.readSymbolicLink(PROC.resolve(pid).resolve("cwd")).toString());
            } catch (IOException unreadable) {
                return Optional.empty();
            }
        }
    }
}
