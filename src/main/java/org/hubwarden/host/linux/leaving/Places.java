package org.hubwarden.host.linux.leaving;

import java.util.Optional;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** Directories that may be absent, as may what stands in them. */
final class Places {

    private Places() {}

    /** Something done in a directory. */
    interface Visit<T> {
        T visit(Descriptor directory) throws SystemCallFailure;
    }

    /** What a visit came to; empty where the directory is not there, or what the visit is about. No link is followed. */
    static <T> Optional<T> in(MachineRoot machine, String directory, Visit<T> visit) throws SystemCallFailure {
        try (Descriptor here = machine.open(MachineRoot.names(directory))) {
            return Optional.of(visit.visit(here));
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT) || failure.is(Errno.ENOTDIR) || failure.is(Errno.ELOOP)) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
