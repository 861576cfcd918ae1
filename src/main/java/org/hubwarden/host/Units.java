package org.hubwarden.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.plan.UnitChange;

/** The units of the running machine: systemd, asked and told over D-Bus. Connects when it is first used. Thread-safe. */
public interface Units extends AutoCloseable {

    /**
     * Looks at the units in systemd's memory. Never throws: what keeps it from seeing is part of the answer.
     *
     * @param pattern of the names, as systemd reads it
     */
    UnitsSight look(String pattern);

    /** Calls back when something about units may have changed: a hint to look again. Must return at once. */
    void onChange(Runnable hint);

    /** Has systemd read all unit files again. With thousands of units in memory it takes seconds. */
    void reload() throws HostFailure;

    /** Sets limits of a unit in force, over whatever was set there; what runs in it goes on. */
    void adjust(UnitChange.Adjust change) throws HostFailure;

    /**
     * Starts units, and waits until they run.
     *
     * @param starts each with the account that its unit must run as; nothing is started for another
     * @return for each that does not run, why
     */
    Map<UnitName, String> start(List<UnitChange.Start> starts) throws HostFailure;

    /**
     * Stops a unit, starts it again and waits until it runs. Where it would run as another than its account nothing is done, not
     * even the stop.
     *
     * @return why it does not run, where it does not
     */
    Optional<String> restart(UnitChange.Restart change) throws HostFailure;

    /**
     * Stops units, and waits until they do not run. That they failed before is forgotten.
     *
     * @return for each that still does, why
     */
    Map<UnitName, String> stop(List<UnitName> units) throws HostFailure;

    /**
     * The same, with patience for a few seconds and then without. What does not run is nothing to stop.
     *
     * @return for each that still runs, why
     */
    Map<UnitName, String> end(List<UnitName> units) throws HostFailure;

    /** What systemd says that a unit is: {@code active}, {@code inactive}, {@code failed}, or on its way to one of them. */
    String state(UnitName unit) throws HostFailure;

    /**
     * Stops units that were masked, with patience for a few seconds and then without, and tries whether they start.
     *
     * @return for each that still runs, or that could be started, why
     */
    Map<UnitName, String> halt(List<UnitName> units) throws HostFailure;

    @Override
    void close();
}
