package org.hubwarden.observed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What stands in the files of a process, see proc(5). */
public final class ProcessFiles {

    /** Where systemd keeps the {@code /tmp} of each unit that has one of its own, below the machine's. */
    private static final String PRIVATE = "/systemd-private-";

    private static final int BEGUN = 19;

    private ProcessFiles() {}

    /** Whether the process is one of the unit's, by its {@code cgroup}. */
    public static boolean isIn(String cgroup, String unit) {
        String escaped = unit.replace("\\", "\\\\");
        return cgroup.lines()
                .anyMatch(
                        line -> (line + "/").contains("/" + unit + "/") || (line + "/").contains("/" + escaped + "/"));
    }

    /** The process by its {@code status} and, where they could be read, its mounts; empty when that is no status. */
    public static Optional<ServerProcess> process(String status, Optional<String> mountinfo) {
        Map<String, List<String>> fields = new HashMap<>();
        status.lines().filter(ProcessFiles::matters).forEach(line -> {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), words(line.substring(colon + 1)));
        });
        List<String> uids = fields.getOrDefault("Uid", List.of());
        if (uids.isEmpty()) {
            return Optional.empty();
        }
        Set<Long> groups = new HashSet<>();
        fields.getOrDefault("Groups", List.of()).forEach(group -> groups.add(Long.parseLong(group)));
        boolean noNewPrivileges = fields.getOrDefault("NoNewPrivs", List.of()).equals(List.of("1"));
        return Optional.of(new ServerProcess(
                Long.parseLong(uids.get(0)), groups, noNewPrivileges, mountinfo.map(ProcessFiles::hasOwnTmp)));
    }

    private static boolean matters(String line) {
        return line.startsWith("Uid:") || line.startsWith("Groups:") || line.startsWith("NoNewPrivs:");
    }

    /** When it began, by its {@code stat}: the number of ticks stands twenty words after its name, in which anything may stand. */
    public static OptionalLong begun(String stat) {
        int at = stat.lastIndexOf(')') + 1;
        for (int word = 0; word < BEGUN && at >= 0; word++) {
            at = stat.indexOf(' ', at + 1);
        }
        int end = at < 0 ? -1 : stat.indexOf(' ', at + 1);
        return end < 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(stat.substring(at + 1, end)));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static boolean hasOwnTmp(String mountinfo) {
        return Mount.at("/tmp", mountinfo)
                .filter(mount -> mount.root().contains(PRIVATE))
                .isPresent();
    }
}
