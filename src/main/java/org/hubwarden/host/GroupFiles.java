package org.hubwarden.host;

import org.hubwarden.observed.SearchSight;
import org.hubwarden.plan.DemotionStep;

/** Files on this machine's own file systems that give a group to whoever runs them. */
public interface GroupFiles {

    /** What the last search found, or that it goes on. Never waits. */
    SearchSight look();

    /** Begins a search, and does not wait for it; its end is a reason to look again. */
    void search(DemotionStep.Search step) throws HostFailure;

    /**
     * Takes the bit off a file; where another file has the path by now, nothing is done. Once that is done with all that a search
     * found, it is forgotten: there is to be another.
     */
    void take(DemotionStep.TakeBit step) throws HostFailure;
}
