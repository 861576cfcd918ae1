package org.hubwarden.host.linux.leaving;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.host.Departures;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.spec.UnitText;

/** What is left of people who leave, in files: everything but processes is in some directory. */
public final class LinuxDepartures implements Departures {

    private static final String SUDO = "/run/sudo/ts";
    private static final String LINGER = "/var/lib/systemd/linger";
    private static final String LOGINS = "/run/systemd/users";
    private static final byte[] NOWHERE = "/dev/null\0".getBytes(StandardCharsets.US_ASCII);

    private final MachineRoot machine;
    private final SavedJobs jobs;
    private final HomeKeys keys;
    private final Eviction eviction;
    private final HomeArchives archives;
    private final OwnedFiles files;

    /**
     * @param root {@code /}, or another for a test
     * @param eviction what kills processes
     * @param archives where homes go
     * @param files what lists what people own
     */
    LinuxDepartures(Path root, Eviction eviction, HomeArchives archives, OwnedFiles files) {
        this.machine = new MachineRoot(root);
        this.jobs = new SavedJobs(machine);
        this.keys = new HomeKeys(new Root(root));
        this.eviction = eviction;
        this.archives = archives;
        this.files = files;
    }

    /** Those of this machine. */
    public static LinuxDepartures of(Path root, Eviction eviction, HomeArchives archives, OwnedFiles files) {
        return new LinuxDepartures(root, eviction, archives, files);
    }

    @Override
    public LeaversSight look(Collection<Departed> people) throws HostFailure {
        if (people.isEmpty()) {
            return LeaversSight.NONE;
        }
        try {
            Map<Long, SortedSet<String>> atJobs = jobs.atJobs();
            List<String> packed = archives.all();
            List<String> lists = OwnedFiles.all();
            SortedMap<UnixName, Remains> seen = new TreeMap<>();
            for (Departed person : people) {
                SortedSet<String> theirs = new TreeSet<>(atJobs.getOrDefault(person.uid(), new TreeSet<>()));
                jobs.crontab(person.unix()).ifPresent(theirs::add);
                seen.put(
                        person.unix(),
                        new Remains(
                                marks(person),
                                theirs,
                                HomeArchives.last(packed, person.unix()),
                                archives.setback(person.unix()),
                                person.isListed() ? Optional.empty() : OwnedFiles.last(lists, person.unix())));
            }
            return new LeaversSight(seen);
        } catch (SystemCallFailure failure) {
            throw new HostFailure("what is left of people who leave cannot be seen: " + failure.sentence(), failure);
        }
    }

    private Set<Remains.Mark> marks(Departed person) throws SystemCallFailure {
        String name = person.unix().value();
        String uid = Long.toString(person.uid());
        Set<Remains.Mark> marks = EnumSet.noneOf(Remains.Mark.class);
        note(marks, Remains.Mark.SUDO, isThere(SUDO, name) || isThere(SUDO, uid));
        note(marks, Remains.Mark.LINGER, isThere(LINGER, name));
        note(marks, Remains.Mark.SIGNED_ON, isThere(LOGINS, uid));
        note(
                marks,
                Remains.Mark.MASK,
                person.unit().isPresent() && isMasked(person.unit().get()));
        note(marks, Remains.Mark.SET_ASIDE, jobs.areSaved(person.unix()));
        note(marks, Remains.Mark.LISTING, files.isUnderWay());
        if (person.isDead()) {
            keys(marks, person);
        }
        return marks;
    }

    /** What cannot be seen counts as open. */
    private void keys(Set<Remains.Mark> marks, Departed person) {
        try {
            note(marks, Remains.Mark.AT_WORK, archives.isAtWork(person.unix(), person.home()));
            note(marks, Remains.Mark.KEYS, keys.areOpen(person.home(), person.uid()));
            note(marks, Remains.Mark.SET_ASIDE, keys.areClosed(person.home(), person.uid()));
        } catch (SystemCallFailure unseen) {
            marks.add(Remains.Mark.KEYS);
        }
    }

    private static void note(Set<Remains.Mark> marks, Remains.Mark mark, boolean isThere) {
        if (isThere) {
            marks.add(mark);
        }
    }

    private boolean isThere(String directory, String name) throws SystemCallFailure {
        return Places.in(machine, directory, where -> {
                    where.stat(FileName.of(name));
                    return true;
                })
                .orElse(false);
    }

    private boolean isMasked(UnitName unit) throws SystemCallFailure {
        return Places.in(machine, UnitText.DIRECTORY, where -> isMask(where, FileName.of(unit.value())))
                .orElse(false);
    }

    private static boolean isMask(Descriptor where, FileName name) throws SystemCallFailure {
        return where.stat(name).isLink() && Arrays.equals(where.readLink(name), NOWHERE);
    }

    @Override
    public void forgetSudo(LeavingStep.ForgetSudo step) throws HostFailure {
        attempt("sudo still remembers " + step.unix(), () -> {
            for (String name : List.of(step.unix().value(), Long.toString(step.uid()))) {
                Places.in(machine, SUDO, where -> {
                    where.unlinkIfThere(FileName.of(name));
                    return true;
                });
            }
        });
    }

    /** A file that stands there is somebody's own unit: systemd would run it, so it stays and is told. */
    @Override
    public void mask(LeavingStep.Mask step) throws HostFailure {
        FileName name = FileName.of(step.unit().value());
        attempt(step.unit() + " was not masked", () -> {
            try (Descriptor units = machine.openTrusted(UnitText.DIRECTORY)) {
                units.makeLink(NOWHERE, name);
                units.sync();
            } catch (SystemCallFailure failure) {
                if (!failure.is(Errno.EEXIST)) {
                    throw failure;
                }
                throw new HostFailure(
                        step.unit() + " was not masked, since " + UnitText.DIRECTORY + "/" + step.unit()
                                + " is there and not hubwarden's; remove it",
                        failure);
            }
        });
    }

    @Override
    public void unmask(LeavingStep.Unmask step) throws HostFailure {
        FileName name = FileName.of(step.unit().value());
        attempt(step.unit() + " is still masked", () -> {
            try (Descriptor units = machine.openTrusted(UnitText.DIRECTORY)) {
                if (isMask(units, name)) {
                    units.unlinkIfThere(name);
                }
            }
        });
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
    interface Deed {
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
