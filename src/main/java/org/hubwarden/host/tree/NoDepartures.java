package org.hubwarden.host.tree;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.Departures;
import org.hubwarden.host.HostFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;

/** On a machine that does not run nobody is looked at, so there is nothing to end. */
public final class NoDepartures implements Departures {

    @Override
    public LeaversSight look(Collection<Departed> people) {
        return LeaversSight.NONE;
    }

    @Override
    public void forgetSudo(LeavingStep.ForgetSudo step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void mask(LeavingStep.Mask step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void unmask(LeavingStep.Unmask step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void setAside(LeavingStep.SetAside step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void closeKeys(LeavingStep.CloseKeys step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void takeBack(LeavingStep.TakeBack step) throws HostFailure {
        throw refusal();
    }

    @Override
    public Map<UnixName, String> endProcesses(List<LeavingStep.EndProcesses> steps) throws HostFailure {
        throw refusal();
    }

    @Override
    public void kill(DemotionStep.Kill step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void insist() {}

    @Override
    public void list(List<LeavingStep.ListFiles> steps) throws HostFailure {
        throw refusal();
    }

    @Override
    public void pack(LeavingStep.PackHome step) throws HostFailure {
        throw refusal();
    }

    @Override
    public void restore(LeavingStep.RestoreHome step) throws HostFailure {
        throw refusal();
    }

    private static HostFailure refusal() {
        return new HostFailure("in a directory tree nothing runs that could be ended; leave --root out");
    }
}
