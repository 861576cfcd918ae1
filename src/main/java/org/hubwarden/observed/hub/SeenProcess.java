package org.hubwarden.observed.hub;

import java.util.List;
import java.util.Set;

/**
 * A process.
 *
 * @param uid the real one
 * @param unit the systemd unit it belongs to; empty where none is seen
 * @param command its words, as it shows them itself; whoever runs it may have put anything there
 * @param tmp what its {@code /tmp} is, comparable with another's; empty where it was not seen
 */
public record SeenProcess(long pid, long uid, String unit, List<String> command, String tmp) {

    private static final Set<String> JOBS = Set.of("cron.service", "atd.service");

    public SeenProcess {
        command = List.copyOf(command);
    }

    /** Whether somebody is logged in there, or it runs on their behalf outside any server. */
    public boolean isSession() {
        return unit.startsWith("session-") || unit.startsWith("user@") || JOBS.contains(unit);
    }
}
