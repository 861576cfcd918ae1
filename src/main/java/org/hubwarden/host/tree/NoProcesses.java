package org.hubwarden.host.tree;

import java.util.function.Predicate;
import org.hubwarden.host.Processes;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/** The processes of a machine that does not run: whether there are any elsewhere cannot be said. */
public final class NoProcesses implements Processes {

    @Override
    public ProcessesSight look(Predicate<RunningProcess> wanted) {
        return ProcessesSight.unproven("a directory tree has no processes");
    }
}
