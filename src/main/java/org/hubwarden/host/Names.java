package org.hubwarden.host;

import java.util.Set;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;

/** The name service (nsswitch.conf(5)) beyond the account files. May be slow or silent; a call ends within seconds. */
public interface Names {

    /** Asks for names, as user and as group, and for ids, as uid and as gid. */
    NssAnswer ask(Set<String> names, Set<Long> ids);

    /**
     * Who is in a group by any source but the group file: other name services, userdb records, pam_group's configuration,
     * unit files.
     *
     * @param group its name and its gid in decimal, both as sources may write them
     */
    MembershipsSight membersOf(Set<String> group);
}
