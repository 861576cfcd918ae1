package org.hubwarden.host.linux.rights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.observed.CronLines;
import org.hubwarden.observed.UnitCommands;

/** What root runs and believes: its PATH, units and what they start, cron's files, the hub's Python and configuration. */
final class RunByRoot {

    private static final int LARGEST = 1 << 20;
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final List<String> UNITS = List.of(
            "/etc/systemd/system",
            "/run/systemd/system",
            "/run/systemd/transient",
            "/run/systemd/generator",
            "/run/systemd/generator.early",
            "/run/systemd/generator.late",
            "/usr/local/lib/systemd/system",
            "/usr/lib/systemd/system",
            "/etc/systemd/system-generators",
            "/usr/local/lib/systemd/system-generators",
            "/usr/lib/systemd/system-generators");
    private static final List<String> CRON =
            List.of("/etc/cron.d", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly", "/etc/cron.monthly");
    private static final Map<String, List<String>> BELIEVED = Map.of(
            "accounts and rights are read from it",
            List.of(
                    "/etc/passwd",
                    "/etc/shadow",
                    "/etc/group",
                    "/etc/gshadow",
                    "/etc/sudoers",
                    "/etc/sudoers.d",
                    "/etc/nsswitch.conf",
                    "/etc/hubwarden/state.yaml",
                    "/var/lib/hubwarden/ledger.json",
                    "/etc/polkit-1/rules.d",
                    "/usr/share/polkit-1/rules.d"),
            "every program, or every login, reads it",
            List.of("/etc/ld.so.preload", "/etc/ld.so.conf.d", "/etc/environment", "/etc/pam.d", "/etc/security"),
            "root's shell reads it",
            List.of(
                    "/etc/profile",
                    "/etc/profile.d",
                    "/etc/bash.bashrc",
                    "/root/.profile",
                    "/root/.bashrc",
                    "/root/.bash_profile",
                    "/root/.bash_login"),
            "its keys open root's account",
            List.of("/root/.ssh/authorized_keys", "/root/.ssh/authorized_keys2"));

    /** Where a hub may have its configuration when its command does not say. */
    private static final List<String> HUB =
            List.of("/etc/jupyterhub", "/srv/jupyterhub", "/opt/jupyterhub", "/opt/tljh/config", "/opt/tljh/hub");

    private final Root root;
    private final Runnable step;
    private final Map<String, String> things = new LinkedHashMap<>();

    private RunByRoot(Root root, Runnable step) {
        this.root = root;
        this.step = step;
    }

    /**
     * One of these.
     *
     * @param purpose what root does with it, a phrase
     */
    record Thing(String path, String purpose) {}

    /** Looks for all of them. */
    static RunByRoot of(Root root, Runnable step) {
        RunByRoot all = new RunByRoot(root, step);
        all.units();
        all.cron();
        BELIEVED.forEach((purpose, paths) -> paths.forEach(path -> all.withContent(path, purpose)));
        HUB.forEach(path -> all.withContent(path, "the hub's"));
        PATH.forEach(path -> all.withContent(path, "root's PATH"));
        return all;
    }

    List<Thing> things() {
        return things.entrySet().stream()
                .map(thing -> new Thing(thing.getKey(), thing.getValue()))
                .toList();
    }

    private void add(String path, String purpose) {
        things.putIfAbsent(path, purpose);
    }

    /** A file, or a directory with what is right in it. */
    private void withContent(String path, String purpose) {
        add(path, purpose);
        names(path).forEach(name -> add(path + "/" + name, purpose));
    }

    private void units() {
        for (String directory : UNITS) {
            for (String name : names(directory)) {
                String path = directory + "/" + name;
                add(path, "a unit of systemd");
                if (name.endsWith(".d")) {
                    names(path).forEach(dropIn -> unit(path + "/" + dropIn, name));
                } else {
                    unit(path, name);
                }
            }
        }
    }

    private void unit(String path, String name) {
        add(path, "a unit of systemd");
        if (!name.contains(".service")) {
            return;
        }
        for (UnitCommands.Run run : UnitCommands.ofRoot(text(path))) {
            add(
                    run.path(),
                    (run.isArgument() ? "read by what " : "started by ") + path + (run.isArgument() ? " starts" : ""));
            if (run.isHub()) {
                python(run.path());
            }
        }
    }

    /** What a program of Python's is made of: the interpreter of its first line, and the packages beside that. */
    private void python(String program) {
        String first = text(program).lines().findFirst().orElse("");
        String interpreter = first.startsWith("#!/") ? first.substring(2).split("\\s", 2)[0] : program;
        add(interpreter, "the hub's Python");
        Path bin = Path.of(interpreter).getParent();
        Path prefix = bin == null ? null : bin.getParent();
        if (prefix == null) {
            return;
        }
        for (String lib : List.of(prefix + "/lib")) {
            names(lib).stream()
                    .filter(name -> name.startsWith("python3"))
                    .flatMap(name -> List.of("site-packages", "dist-packages").stream()
                            .map(packages -> lib + "/" + name + "/" + packages))
                    .forEach(path -> withContent(path, "the hub's Python packages"));
        }
    }

    private void cron() {
        withCommands("/etc/crontab", true);
        withCommands("/etc/anacrontab", false);
        withCommands("/var/spool/cron/crontabs/root", false);
        for (String directory : CRON) {
            add(directory, "cron runs what is in it");
            boolean lines = directory.equals("/etc/cron.d");
            names(directory).forEach(name -> {
                if (lines) {
                    withCommands(directory + "/" + name, true);
                } else {
                    add(directory + "/" + name, "cron runs it");
                }
            });
        }
    }

    private void withCommands(String path, boolean namesUser) {
        add(path, "cron reads it");
        CronLines.commandsOfRoot(text(path), namesUser).forEach(run -> add(run, "in " + path));
    }

    private Iterable<String> namesOf(Path directory) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        return names;
    }

    private List<String> names(String directory) {
        step.run();
        List<String> names = new ArrayList<>();
        try {
            Path real = root.locate(directory);
            if (Files.isDirectory(real)) {
                namesOf(real).forEach(names::add);
            }
        } catch (IOException | HostFailure unseen) {
            return List.of();
        }
        return names;
    }

    /** What a file says; nothing where it is none, or too large to be meant for people. */
    private String text(String path) {
        step.run();
        try {
            return FileContent.read(root.locate(path), LARGEST, 1)
                    .map(content -> new String(content.bytes(), StandardCharsets.ISO_8859_1))
                    .orElse("");
        } catch (HostFailure unreadable) {
            return "";
        }
    }
}
