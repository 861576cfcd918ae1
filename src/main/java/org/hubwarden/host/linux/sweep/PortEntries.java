package org.hubwarden.host.linux.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hubwarden.host.linux.files.KernelFile;
import org.hubwarden.sweep.Entry;

/**
 * Ports on which root or a system account listens, and the program that does. The kernels of people's notebooks listen on five each, which
 * gives nobody root.
 */
final class PortEntries {

    private static final Path PROC = Path.of("/proc");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)\\]");

    private PortEntries() {}

    static List<Entry> look() {
        Map<String, String> ports = new TreeMap<>();
        for (String family : List.of("tcp", "tcp6")) {
            ports.putAll(listening(family, KernelFile.text(PROC.resolve("net").resolve(family))));
        }
        Map<String, String> programs = ports.isEmpty() ? Map.of() : holders();
        List<Entry> entries = new ArrayList<>();
        ports.forEach((port, socket) ->
                entries.add(Entry.state("listen", port, Map.of("by", programs.getOrDefault(socket, "")))));
        return entries;
    }

    /** By port, the number of its socket. The state of those that listen is 0A; see proc_net_tcp in the kernel's documentation. */
    static Map<String, String> listening(String family, String table) {
        Map<String, String> found = new TreeMap<>();
        for (String line : table.split("\n", -1)) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length > 9 && words[3].equals("0A") && words[7].matches(SystemState.SYSTEM_ID)) {
                String[] address = words[1].split(":", 2);
                String port = family + " port " + Integer.parseInt(address[1], 16) + " at " + address[0] + " uid ";
                found.put(port + words[7], words[9]);
            }
        }
        return found;
    }

    private static Map<String, String> holders() {
        Map<String, String> programs = new HashMap<>();
        for (String pid : ProcessEntries.pids()) {
            Path process = PROC.resolve(pid);
            for (String descriptor : SystemState.names(process.resolve("fd"))) {
                Matcher socket = SOCKET.matcher(target(process.resolve("fd").resolve(descriptor)));
                if (socket.matches()) {
                    programs.putIfAbsent(socket.group(1), ProcessEntries.named(process));
                }
            }
        }
        return programs;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException | UnsupportedOperationException gone) {
            return "";
        }
    }
}
