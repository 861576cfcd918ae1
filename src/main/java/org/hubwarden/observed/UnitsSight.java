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
 */
public record UnitsSight(
        Optional<List<RunningUnit>> units, Optional<Limits> slice, boolean memoryCounts, Optional<String> fault) {

    /** systemd was not asked. */
    public static final UnitsSight NONE = new UnitsSight(Optional.empty(), Optional.empty(), true, Optional.empty());

    public UnitsSight {
        units = units.map(List::copyOf);
    }

    /** systemd did not answer. */
    public static UnitsSight unknown(String why) {
        return new UnitsSight(Optional.empty(), Optional.empty(), true, Optional.of(why));
    }
}
