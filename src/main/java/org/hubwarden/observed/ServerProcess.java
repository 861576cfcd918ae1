package org.hubwarden.observed;

import java.util.Optional;
import java.util.Set;

/**
 * The main process of a server, as the kernel has it: the truth about its sandbox.
 *
 * @param uid the real one
 * @param groups supplementary groups
 * @param noNewPrivileges whether sudo and the like do nothing for it
 * @param ownTmp whether its {@code /tmp} is its own; empty where that could not be seen
 */
public record ServerProcess(long uid, Set<Long> groups, boolean noNewPrivileges, Optional<Boolean> ownTmp) {

    public ServerProcess {
        groups = Set.copyOf(groups);
    }
}
