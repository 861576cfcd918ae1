package org.hubwarden.observed;

import java.util.List;
import java.util.Optional;
import org.hubwarden.model.Limits;

/**
 * The units in systemd's memory, as they are in force.
 *
 * @param units those that are servers; empty where systemd was not asked or did not answer
 * @param slice the limits of all servers together; empty where the slice is not in use
 * @param memoryCounts whether the kernel holds units to their memory
 * @param fault why systemd did not answer, for people
 * @param tooOld its version, where it is one that does not do what servers need
 */
public record UnitsSight(
        Optional<List<RunningUnit>> units,
        Optional<Limits> slice,
        boolean memoryCounts,
        Optional<String> fault,
        Optional<String> tooOld) {

    /** The first version with which drop-ins hold for transient units, as TLJH's are. With older ones these do not start. */
    public static final int OLDEST_VERSION = 252;

    /** systemd was not asked. */
    public static final UnitsSight NONE = nothing(Optional.empty(), Optional.empty());

    public UnitsSight {
        units = units.map(List::copyOf);
    }

    /** systemd did not answer. */
    public static UnitsSight unknown(String why) {
        return nothing(Optional.of(why), Optional.empty());
    }

    /** What systemd does with units is not what servers need. */
    public static UnitsSight tooOld(String version) {
        return nothing(Optional.empty(), Optional.of(version));
    }

    private static UnitsSight nothing(Optional<String> fault, Optional<String> tooOld) {
        return new UnitsSight(Optional.empty(), Optional.empty(), true, fault, tooOld);
    }
}
