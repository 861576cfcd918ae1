package org.hubwarden.host;

import java.util.List;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.IdBlock;

/** What the machine's configuration says of ids. */
public interface IdSources {

    /** UID_MIN to UID_MAX of login.defs(5); 1000 to 60000 where it does not say. */
    IdRange loginDefs() throws HostFailure;

    /** All ranges of subuid(5) and subgid(5). Broken lines are passed over, as newuidmap(1) does. */
    List<IdBlock> subordinate() throws HostFailure;
}
