package org.hubwarden.host.linux.sweep;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.host.linux.files.KernelFile;
import org.hubwarden.sweep.Entry;

/** Processes that run as root or have capabilities, by program and unit. Not ourselves, nor who started us. */
final class ProcessEntries {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern USUAL = Pattern.compile("/(usr/)?(s?bin|lib(32|64|exec)?|local/s?bin)/.*|/opt/.*");
    private static final Pattern UIDS = Pattern.compile("^Uid:\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)", Pattern.MULTILINE);
    private static final Pattern CAPABILITIES = Pattern.compile("^CapEff:\\s*([0-9a-f]+)", Pattern.MULTILINE);
    private static final Pattern USER_NAMESPACE = Pattern.compile("user:\\[\\d+\\]");

    private ProcessEntries() {}

    static List<Entry> look() {
        Set<Long> ourselves = new HashSet<>();
        for (ProcessHandle at = ProcessHandle.current();
                at != null;
                at = at.parent().orElse(null)) {
            if (at.pid() != 1) {
                ourselves.add(at.pid());
            }
        }
        Map<String, Map<String, String>> found = new TreeMap<>();
        for (String name : pids()) {
            if (!ourselves.contains(Long.parseLong(name))) {
                add(name, found);
            }
        }
        List<Entry> entries = new ArrayList<>();
        found.forEach((key, facts) -> entries.add(Entry.state("process", key, facts)));
        return entries;
    }

    static List<String> pids() {
        List<String> pids = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            all.forEach(path -> pids.add(String.valueOf(path.getFileName())));
        } catch (IOException | DirectoryIteratorException unreadable) {
            return pids;
        }
        return pids;
    }

    /** Of a kernel's thread there is no program; of one that ended meanwhile there is nothing. */
    private static void add(String pid, Map<String, Map<String, String>> found) {
        Path process = PROC.resolve(pid);
        String status = KernelFile.text(process.resolve("status"));
        Matcher uids = UIDS.matcher(status);
        String program = program(process);
        if (program.isEmpty() || !uids.find()) {
            return;
        }
        boolean root = uids.group(1).equals("0")
                || uids.group(2).equals("0")
                || uids.group(3).equals("0");
        String capabilities = root || isInAnotherNamespace(process) ? "" : capabilities(status);
        if (root || !capabilities.isEmpty()) {
            Map<String, String> facts = new TreeMap<>(Map.of("pid", pid));
            if (!capabilities.isEmpty()) {
                facts.put("capabilities", capabilities);
            }
            if (!USUAL.matcher(program).matches() || program.endsWith(" (deleted)")) {
                facts.put("odd", "its program is not among those of the machine");
            }
            found.putIfAbsent(named(process) + (root ? "" : " as uid " + uids.group(2)), facts);
        }
    }

    /** Its program and its unit. */
    static String named(Path process) {
        return program(process) + " in " + unit(process);
    }

    private static String program(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("exe")).toString();
        } catch (IOException | UnsupportedOperationException gone) {
            return "";
        }
    }

    private static String capabilities(String status) {
        Matcher effective = CAPABILITIES.matcher(status);
        return effective.find() && !effective.group(1).matches("0*") ? effective.group(1) : "";
    }

    /** Root in a container that a user may make is no root here. */
    private static boolean isInAnotherNamespace(Path process) {
        try {
            String theirs = Files.readSymbolicLink(process.resolve("ns/user")).toString();
            String ours = Files.readSymbolicLink(PROC.resolve("self/ns/user")).toString();
            return USER_NAMESPACE.matcher(theirs).matches() && !theirs.equals(ours);
        } catch (IOException | UnsupportedOperationException gone) {
            return false;
        }
    }

    /** The unit it belongs to, without what numbers sessions. */
    private static String unit(Path process) {
        String[] groups = KernelFile.text(process.resolve("cgroup")).strip().split("\n", -1);
        String path = groups[groups.length - 1].replaceFirst("^[^:]*:[^:]*:", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? "no unit" : name.replaceFirst("^session-[0-9a-z]+\\.scope$", "a session");
    }
}
