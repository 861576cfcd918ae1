package org.hubwarden.host;

import java.util.function.Predicate;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;

/** All processes of the running machine. */
public interface Processes {

    /**
     * Looks at every process, with all its threads. Never throws: what keeps it from seeing is part of the answer. A process that
     * forks and ends all the time can escape any look; what ends a whole control group or signals a whole uid catches it.
     */
    ProcessesSight look(Predicate<RunningProcess> wanted);
}
