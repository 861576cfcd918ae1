package org.hubwarden.host.linux.accounts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.ChildProcess;
import org.hubwarden.host.linux.files.Root;

/** What has to hear of new account files: caches of the name service, and SELinux, whose labels java.nio cannot copy. */
final class NameCaches {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NameCaches() {}

    /** Tells them. Not to be called with a lock in hand. What fails is passed over: caches expire by themselves. */
    static void tell(Root root, Set<AccountFile> written, Waits waits) {
        commands(root, written).forEach(c -> ChildProcess.run(waits, c.get(0), c, "", PATIENCE));
    }

    /** The programs to run for these files, as what stands in the root says. */
    static List<List<String>> commands(Root root, Set<AccountFile> written) {
        List<List<String>> commands = new ArrayList<>();
        if (written.isEmpty()) {
            return commands;
        }
        if (anyExists(root, "/run/nscd/socket", "/run/nscd/nscd.pid", "/run/nscd.pid")) {
            program(root, "nscd").ifPresent(p -> {
                commands.add(List.of(p, "-i", "passwd"));
                commands.add(List.of(p, "-i", "group"));
            });
        }
        if (anyExists(root, "/run/sssd.pid", "/var/lib/sss/pipes/nss")) {
            program(root, "sss_cache").ifPresent(p -> commands.add(List.of(p, "-U", "-G")));
        }
        if (anyExists(root, "/sys/fs/selinux/enforce")) {
            program(root, "restorecon").ifPresent(p -> commands.add(relabel(p, written)));
        }
        return commands;
    }

    private static List<String> relabel(String restorecon, Set<AccountFile> written) {
        List<String> command = new ArrayList<>(List.of(restorecon));
        for (AccountFile file : written) {
            command.add("/etc/" + file.fileName());
            command.add("/etc/" + file.fileName() + "-");
        }
        return command;
    }

    private static boolean anyExists(Root root, String... paths) {
        return List.of(paths).stream().anyMatch(p -> Files.exists(root.at(p)));
    }

    private static Optional<String> program(Root root, String name) {
        return List.of("/usr/sbin/", "/usr/bin/", "/sbin/").stream()
                .map(d -> root.at(d + name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
