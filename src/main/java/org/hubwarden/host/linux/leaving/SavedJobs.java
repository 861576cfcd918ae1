package org.hubwarden.host.linux.leaving;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.Owner;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.LeavingStep;

/**
 * Crontabs and at jobs, where cron and at keep them, and where they are kept for people who left. The spool directories belong
 * to the programs' groups, so names in them are somebody else's: only regular files of the account itself are taken, by their bytes.
 */
final class SavedJobs {

    static final String CRONTABS = "/var/spool/cron/crontabs";
    static final String AT_JOBS = "/var/spool/cron/atjobs";
    private static final String KEPT = "/var/lib/hubwarden/leaving";
    private static final String CRONTAB = "crontab";
    private static final String AT_PREFIX = "at-";
    private static final int PRIVATE = 0700;

    /** Beyond any job that a person writes. */
    private static final long LARGEST = 16L << 20;

    private final MachineRoot machine;

    SavedJobs(MachineRoot machine) {
        this.machine = machine;
    }

    Optional<String> crontab(UnixName unix) throws SystemCallFailure {
        return Places.in(machine, CRONTABS, spool -> spool.stat(FileName.of(unix.value())))
                .map(there -> CRONTABS + "/" + unix);
    }

    /** The paths of all at jobs, by the uid they belong to: at runs them as that. */
    Map<Long, SortedSet<String>> atJobs() throws SystemCallFailure {
        Map<Long, SortedSet<String>> jobs = new HashMap<>();
        Places.in(machine, AT_JOBS, spool -> {
            for (FileName name : spool.list()) {
                owner(spool, name)
                        .ifPresent(uid ->
                                jobs.computeIfAbsent(uid, u -> new TreeSet<>()).add(AT_JOBS + "/" + name.latin()));
            }
            return true;
        });
        return jobs;
    }

    private static Optional<Long> owner(Descriptor spool, FileName name) throws SystemCallFailure {
        try {
            FileStat stat = spool.stat(name);
            return stat.isRegular() && !name.isHidden() ? Optional.of(stat.uid()) : Optional.empty();
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    boolean areSaved(UnixName unix) throws SystemCallFailure {
        return Places.in(machine, KEPT + "/" + unix, kept -> !kept.list().isEmpty())
                .orElse(false);
    }

    /** Each is whole in its new place before it goes from the old one. */
    void save(LeavingStep.SetAside step) throws SystemCallFailure, HostFailure {
        try (Descriptor kept = kept(step.unix())) {
            for (String job : step.jobs()) {
                FilePath path = FilePath.parse(job);
                boolean isCrontab = job.startsWith(CRONTABS + "/");
                String name = isCrontab ? CRONTAB : AT_PREFIX + path.name().latin();
                try (Descriptor spool = machine.open(MachineRoot.names(path.parent()))) {
                    move(spool, path.name(), kept, FileName.of(name));
                }
            }
        }
    }

    private Descriptor kept(UnixName unix) throws SystemCallFailure, HostFailure {
        FilePath all = FilePath.parse(KEPT);
        try (Descriptor state = machine.openTrusted(all.parent())) {
            make(state, all.name());
        }
        try (Descriptor leaving = machine.openTrusted(KEPT)) {
            make(leaving, FileName.of(unix.value()));
            return leaving.openDirectory(FileName.of(unix.value()));
        }
    }

    private static void make(Descriptor parent, FileName name) throws SystemCallFailure {
        try {
            parent.makeDirectory(name, PRIVATE);
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.EEXIST)) {
                throw failure;
            }
        }
    }

    /** What is no regular file, or has a second name, or is larger than any that a person wrote, is a trick: it is removed and not kept. */
    private static void move(Descriptor from, FileName name, Descriptor to, FileName newName)
            throws SystemCallFailure, HostFailure {
        FileStat stat = from.stat(name);
        if (stat.isDirectory()) {
            throw new HostFailure(name + " in the spool is a directory; remove it");
        }
        if (stat.isRegular() && stat.links() == 1 && stat.size() <= LARGEST) {
            copy(from, name, to, newName);
        }
        from.unlink(name);
        from.sync();
    }

    private static void copy(Descriptor from, FileName name, Descriptor to, FileName newName)
            throws SystemCallFailure, HostFailure {
        FileName draft = FileName.of("." + newName.latin());
        to.unlinkIfThere(draft);
        try {
            copyWhole(from, name, to, draft);
            to.replace(draft, newName);
        } finally {
            to.unlinkIfThere(draft); // it could take the last room on the disk that the ledger is on
        }
        to.sync();
    }

    private static void copyWhole(Descriptor from, FileName name, Descriptor to, FileName draft)
            throws SystemCallFailure, HostFailure {
        try (Descriptor source = from.openFile(name);
                Descriptor copy = to.createFile(draft, 0600)) {
            FileStat stat = source.stat();
            copy.copyFrom(source, LARGEST); // it may grow meanwhile
            copy.handOver(new Owner(stat.uid(), stat.gid()), stat.permissions());
            copy.sync();
        }
    }

    /** What stands there by now is newer, and stays. */
    void restore(UnixName unix, long uid) throws SystemCallFailure, HostFailure {
        try (Descriptor kept = kept(unix)) {
            for (FileName name : kept.list()) {
                boolean isCrontab = name.latin().equals(CRONTAB);
                String spool = isCrontab ? CRONTABS : AT_JOBS;
                String there = isCrontab ? unix.value() : name.latin().replaceFirst("^" + AT_PREFIX, "");
                if (!name.isHidden()) {
                    restore(kept, name, spool, FileName.of(there));
                } else {
                    kept.unlink(name);
                }
            }
        }
        try (Descriptor leaving = machine.openTrusted(KEPT)) {
            leaving.removeDirectory(FileName.of(unix.value()));
        }
    }

    private void restore(Descriptor kept, FileName name, String spool, FileName there)
            throws SystemCallFailure, HostFailure {
        try (Descriptor place = machine.open(MachineRoot.names(spool))) {
            boolean isTaken =
                    Places.in(machine, spool, where -> where.stat(there)).isPresent();
            if (isTaken) {
                kept.unlink(name);
            } else {
                move(kept, name, place, there);
            }
        }
    }
}
