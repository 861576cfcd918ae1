package org.hubwarden.host.tree;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hubwarden.host.Names;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;

/** A machine that does not run has nobody to ask but its files. */
public final class TreeNames implements Names {

    private final Function<Set<String>, List<MembershipRecord>> membershipFiles;

    /**
     * @param membershipFiles reads the tree's files that put somebody in a group, see {@link Names#membersOf}
     */
    public TreeNames(Function<Set<String>, List<MembershipRecord>> membershipFiles) {
        this.membershipFiles = membershipFiles;
    }

    @Override
    public NssAnswer ask(Set<String> names, Set<Long> ids) {
        return new NssAnswer.FilesOnly();
    }

    @Override
    public MembershipsSight membersOf(Set<String> group) {
        return MembershipsSight.of(membershipFiles.apply(group));
    }
}
