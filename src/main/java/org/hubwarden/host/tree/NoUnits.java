package org.hubwarden.host.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Units;
import org.hubwarden.model.UnitName;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.plan.UnitChange;

/** The units of a machine that does not run: none. */
public final class NoUnits implements Units {

    @Override
    public UnitsSight look(String pattern) {
        return UnitsSight.NONE;
    }

    @Override
    public void onChange(Runnable hint) {}

    @Override
    public void reload() throws HostFailure {
        throw refusal();
    }

    @Override
    public void adjust(UnitChange.Adjust change) throws HostFailure {
        throw refusal();
    }

    @Override
    public Map<UnitName, String> start(List<UnitChange.Start> starts) throws HostFailure {
        throw refusal();
    }

    @Override
    public Optional<String> restart(UnitChange.Restart change) throws HostFailure {
        throw refusal();
    }

    @Override
    public Map<UnitName, String> stop(List<UnitName> units) throws HostFailure {
        throw refusal();
    }

    @Override
    public String state(UnitName unit) throws HostFailure {
        throw refusal();
    }

    @Override
    public Map<UnitName, String> end(List<UnitName> units) throws HostFailure {
        throw refusal();
    }

    @Override
    public Map<UnitName, String> halt(List<UnitName> units) throws HostFailure {
        throw refusal();
    }

    private static HostFailure refusal() {
        return new HostFailure("a directory tree has no units that run; leave --root out");
    }

    @Override
    public void close() {}
}
