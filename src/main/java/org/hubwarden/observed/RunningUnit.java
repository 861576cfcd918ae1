package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;

/**
 * A unit that systemd has in its memory, as it is in force, whatever files say by now.
 *
 * @param active whether it runs
 * @param user its {@code User=}; empty means root
 * @param privateTmp whether it was to get a {@code /tmp} of its own
 * @param limits in force
 * @param outdated whether a file that it shares with other units was changed since systemd read it
 * @param dropIns the drop-ins that systemd read for it, by path
 * @param process its main process; empty where it has none, or could not be looked at
 */
public record RunningUnit(
        UnitName name,
        boolean active,
        String user,
        boolean privateTmp,
        Limits limits,
        boolean outdated,
        List<String> dropIns,
        Optional<ServerProcess> process) {

    public RunningUnit {
        dropIns = List.copyOf(dropIns);
    }
}
