package org.hubwarden.host;

import java.util.SortedMap;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.plan.UnitChange;

/** Our unit files and drop-ins in {@code /etc/systemd/system}. Others in there are never touched. */
public interface UnitFiles {

    /** What stands where files of ours stand or may stand, by path; nothing for a place where nothing stands. */
    SortedMap<String, DropInSight> look() throws HostFailure;

    /** Makes a file, or puts it right. */
    void write(UnitChange.Write file) throws HostFailure;

    /** Takes a file away, and its directory where that is then empty. */
    void remove(UnitChange.Remove file) throws HostFailure;
}
