package org.hubwarden.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;

/** Opens the machine that a command is about. Touches nothing that a look would not. */
@FunctionalInterface
public interface MachineOpener {

    /**
     * Opens it.
     *
     * @param root a directory that exists, absolute and without links; empty for the machine we run on
     */
    Machine open(Optional<Path> root) throws HostFailure;
}
