package org.hubwarden.observed;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process as the kernel has it.
 *
 * @param pid its number, which is used again once it is gone
 * @param begun when it began, in the kernel's count; together with its number it is never another's
 * @param since the same as a moment
 * @param command the name of its program, without arguments: one may be a password
 * @param cgroup the path of its control group, in which the name of its unit stands; empty where it could not be read
 * @param uids every uid that it has: real, effective, saved and for files, of each of its threads
 * @param gids every gid that it has, in the same four ways or among its supplementary groups
 */
public record RunningProcess(
        long pid, long begun, Instant since, String command, String cgroup, Set<Long> uids, Set<Long> gids) {

    public RunningProcess {
        uids = Set.copyOf(uids);
        gids = Set.copyOf(gids);
    }

    /** Whether it is root's alone: no other uid is one of its. */
    public boolean isRoots() {
        return uids.equals(Set.of(0L));
    }

    /** Whether the uid is one of its. */
    public boolean hasUid(long uid) {
        return uids.contains(uid);
    }

    /** Whether one of its uids is in a range; both ends belong to it. */
    public boolean hasUidIn(long first, long last) {
        return uids.stream().anyMatch(uid -> first <= uid && uid <= last);
    }

    /** Whether the gid is one of its. */
    public boolean hasGid(long gid) {
        return gids.contains(gid);
    }

    /** The unit of systemd's that it belongs to: for what a user's own systemd runs, that one's unit. */
    public Optional<String> unit() {
        return Stream.of(cgroup.split("/"))
                .filter(name -> name.endsWith(".service") || name.endsWith(".scope"))
                .findFirst();
    }

    /** For people, as {@code python3 (pid 123)}. */
    public String shown() {
        return command.replaceAll("[^ -~]", "?") + " (pid " + pid + ")";
    }
}
