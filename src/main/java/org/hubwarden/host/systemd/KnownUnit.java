package org.hubwarden.host.systemd;

import java.util.List;
import java.util.OptionalLong;
import org.hubwarden.observed.RunningUnit;

/**
 * A unit that was looked at, and what will show that it is another by then.
 *
 * @param listed its line in systemd's list before it was asked about
 * @param files what its own files looked like before
 * @param mainProcess its number; 0 where there is none
 * @param begun when the main process began; empty where that was too short a time ago, or could not be seen
 */
record KnownUnit(RunningUnit unit, ListedUnit listed, List<FileSign> files, long mainProcess, OptionalLong begun) {

    KnownUnit {
        files = List.copyOf(files);
    }

    /** Whether it may be remembered: a process that could not be looked at, or was only about to become itself, is looked for again. */
    boolean isWhole() {
        return mainProcess == 0 || (begun.isPresent() && unit.process().isPresent());
    }

    /** Whether all that shows is as it was. */
    boolean isStill(ListedUnit line, List<FileSign> signs) {
        return listed.equals(line) && files.equals(signs) && begun.equals(ServerProcesses.begun(mainProcess));
    }
}
