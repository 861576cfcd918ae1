package org.hubwarden.host.linux.leaving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.Departures;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;

/** What is left of people who leave, in files: everything but processes is in some directory. */
public final class LinuxDepartures implements Departures {

    private final MachineRoot machine;
    private final UnitMasks masks;
    private final SavedJobs jobs;
    private final HomeKeys keys;
    private final RemainsLook remains;
    private final Eviction eviction;
    private final HomeArchives archives;
    private final OwnedFiles files;

    /**
     * Those of a machine.
     *
     * @param root {@code /}, or another for a test
     * @param eviction what kills processes
     * @param archives where homes go
     * @param files what lists what people own
     */
    public LinuxDepartures(Path root, Eviction eviction, HomeArchives archives, OwnedFiles files) {
        this.machine = new MachineRoot(root);
        this.masks = new UnitMasks(machine);
        this.jobs = new SavedJobs(machine);
        this.keys = new HomeKeys(new Root(root));
        this.remains = new RemainsLook(machine, masks, jobs, keys, archives, files);
        this.eviction = eviction;
        this.archives = archives;
        this.files = files;
    }

    @Override
    public LeaversSight look(Collection<Departed> people) throws HostFailure {
        if (people.isEmpty()) {
            return LeaversSight.NONE;
        }
        try {
            return remains.look(people);
        } catch (SystemCallFailure failure) {
            throw new HostFailure("what is left of people who leave cannot be seen: " + failure.sentence(), failure);
        }
    }

    @Override
    public void forgetSudo(LeavingStep.ForgetSudo step) throws HostFailure {
        attempt("sudo still remembers " + step.unix(), () -> {
            for (String name : List.of(step.unix().value(), Long.toString(step.uid()))) {
                Places.in(machine, RemainsLook.SUDO, where -> {
                    where.unlinkIfThere(FileName.of(name));
                    return true;
                });
            }
        });
    }

    @Override
    public void mask(LeavingStep.Mask step) throws HostFailure {
        attempt(step.unit() + " was not masked", () -> masks.mask(step.unit()));
    }

    @Override
    public void unmask(LeavingStep.Unmask step) throws HostFailure {
        attempt(step.unit() + " is still masked", () -> masks.unmask(step.unit()));
    }

    @Override
    public void setAside(LeavingStep.SetAside step) throws HostFailure {
        attempt("not all jobs of " + step.unix() + " were set aside", () -> jobs.save(step));
    }

    @Override
    public void closeKeys(LeavingStep.CloseKeys step) throws HostFailure {
        attempt("keys in " + step.home() + " still open it", () -> keys.close(step.home(), step.uid()));
    }

    @Override
    public void takeBack(LeavingStep.TakeBack step) throws HostFailure {
        attempt("not all that was set aside of " + step.unix() + " is back", () -> {
            jobs.restore(step.unix(), step.uid());
            keys.open(step.home(), step.uid());
        });
    }

    @Override
    public Map<UnixName, String> endProcesses(List<LeavingStep.EndProcesses> steps) throws HostFailure {
        return eviction.end(new ArrayList<>(steps));
    }

    @Override
    public void kill(DemotionStep.Kill step) throws HostFailure {
        eviction.kill(step);
    }

    @Override
    public void insist() {
        archives.insist();
    }

    @Override
    public void list(List<LeavingStep.ListFiles> steps) throws HostFailure {
        files.search(steps);
    }

    @Override
    public void pack(LeavingStep.PackHome step) throws HostFailure {
        archives.pack(step);
    }

    @Override
    public void restore(LeavingStep.RestoreHome step) throws HostFailure {
        archives.restore(step);
    }

    /** Something that the kernel or we may refuse. */
    private interface Deed {
        void run() throws SystemCallFailure, HostFailure;
    }

    private static void attempt(String failed, Deed deed) throws HostFailure {
        try {
            deed.run();
        } catch (SystemCallFailure failure) {
            throw new HostFailure(failed + ": " + failure.sentence(), failure);
        }
    }
}
