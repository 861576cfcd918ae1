package org.hubwarden.observed;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who a thread is, by its {@code status}; see proc(5). The kernel escapes the name of a program, so that it cannot forge a line.
 *
 * @param command the name of the program
 * @param uids the four
 * @param gids the four, and the supplementary groups
 * @param threads of the whole process
 */
public record ProcessStatus(String command, Set<Long> uids, Set<Long> gids, long threads) {

    public ProcessStatus {
        uids = Set.copyOf(uids);
        gids = Set.copyOf(gids);
    }

    /** Reads it; empty when that is no status. */
    public static Optional<ProcessStatus> parse(String text) {
        Set<Long> uids = new HashSet<>(numbers(text, "\nUid:"));
        Set<Long> gids = new HashSet<>(numbers(text, "\nGid:"));
        List<Long> threads = numbers(text, "\nThreads:");
        if (uids.isEmpty() || gids.isEmpty() || threads.isEmpty() || !text.startsWith("Name:")) {
            return Optional.empty();
        }
        gids.addAll(numbers(text, "\nGroups:"));
        String name = text.substring("Name:".length(), text.indexOf('\n')).strip();
        return Optional.of(new ProcessStatus(name, uids, gids, threads.get(0)));
    }

    private static List<Long> numbers(String text, String key) {
        int at = text.indexOf(key);
        if (at < 0) {
            return List.of();
        }
        int end = text.indexOf('\n', at + 1);
        String line =
                text.substring(at + key.length(), end < 0 ? text.length() : end).strip();
        return line.isEmpty()
                ? List.of()
                : List.of(line.split("\\s+")).stream().map(Long::valueOf).toList();
    }

    /** The path of a process's control group, by its {@code cgroup}: that of version 2, or the one that systemd keeps. */
    public static String controlGroup(String text) {
        return text.lines()
                .filter(line -> line.startsWith("0::") || line.contains(":name=systemd:"))
                .map(line -> line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1))
                .filter(path -> !path.equals("/"))
                .findFirst()
                .orElse("");
    }
}
