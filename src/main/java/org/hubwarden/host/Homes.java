package org.hubwarden.host;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.plan.HomeChange;

/** The homes. Never follows a link, never opens what is not a directory or a regular file, never crosses a mount. */
public interface Homes {

    /**
     * Looks at what stands at these paths.
     *
     * @param paths absolute paths of homes; never changed afterwards. The very same set again is known to be the same
     * @param bases directories in which new homes may be made
     * @param skeleton directory that new homes are copied from
     */
    HomesSight look(Set<String> paths, Set<String> bases, String skeleton);

    /**
     * Makes homes: all together out of sight, then durable, then each renamed into place. Nothing that exists is replaced.
     *
     * @return for each path that was not made, why; empty when all were
     */
    Map<String, String> create(List<HomeChange.Create> homes);

    /** Gives a home its group back, only if it is still a directory owned by the account. */
    void regroup(HomeChange.Regroup home) throws HostFailure;

    /** Takes rights off a home, only if it is still a directory owned by the account. */
    void close(HomeChange.Close home) throws HostFailure;
}
