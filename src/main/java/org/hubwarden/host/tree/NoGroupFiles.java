package org.hubwarden.host.tree;

import org.hubwarden.host.GroupFiles;
import org.hubwarden.host.HostFailure;
import org.hubwarden.observed.SearchSight;
import org.hubwarden.plan.DemotionStep;

/** In a directory tree nobody runs a file. */
public final class NoGroupFiles implements GroupFiles {

    @Override
    public SearchSight look() {
        return SearchSight.NONE;
    }

    @Override
    public void search(DemotionStep.Search step) throws HostFailure {
        throw new HostFailure("a directory tree is not searched; leave --root out");
    }

    @Override
    public void take(DemotionStep.TakeBit step) throws HostFailure {
        throw new HostFailure("files of a directory tree are left as they are; leave --root out");
    }
}
