package org.hubwarden.host.linux.accounts;

import java.time.Duration;
import java.util.List;
import org.hubwarden.host.linux.files.ChildProcess;

/** Whether a process lives. */
final class LivePid {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private LivePid() {}

    /**
     * Asks kill(2), as shadow-utils do: where {@code hidepid} is on, proc(5) does not show what lives. In doubt it lives.
     *
     * @param pid greater than 0
     */
    static boolean check(long pid) {
        if (ProcessHandle.of(pid).isPresent()) {
            return true;
        }
        ChildProcess.End kill =
                ChildProcess.run(List.of("/bin/sh", "-c", "kill -0 \"$1\"", "sh", Long.toString(pid)), "", PATIENCE);
        return !(kill instanceof ChildProcess.End.Exited exited)
                || exited.status() != 1
                || !exited.errors().contains("No such process");
    }
}
