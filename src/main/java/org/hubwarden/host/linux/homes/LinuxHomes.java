package org.hubwarden.host.linux.homes;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hubwarden.host.Homes;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.posix.AclAttributes;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.PosixAcl;
import org.hubwarden.plan.HomeChange;

/**
 * The homes below a machine's root. Owners are set and compared only where the process is root. Staging directories that a
 * killed run left are removed by the first {@link #create} of a process. Not for use by two processes at once: a pass lock keeps them apart.
 */
public final class LinuxHomes implements Homes {

    private final MachineRoot machine;
    private final HomesLook homesLook;
    /** Where nothing is left of earlier runs. To search ten thousand names takes longer than to make a home. */
    private final Set<Place> swept = ConcurrentHashMap.newKeySet();

    private record Place(long device, long inode) {}

    /**
     * @param root {@code /}, or the directory given with {@code --root}
     * @param waits where it is told that a look goes on
     */
    public LinuxHomes(Path root, Waits waits) {
        this.machine = new MachineRoot(root);
        this.homesLook = new HomesLook(machine, waits::step);
    }

    @Override
    public HomesSight look(Set<String> paths, Set<String> bases, String skeleton) {
        return homesLook.look(paths, bases, skeleton);
    }

    @Override
    public Map<String, String> create(List<HomeChange.Create> homes) {
        Map<String, String> failed = new LinkedHashMap<>();
        homes.stream()
                .collect(Collectors.groupingBy(h -> new Batch(FilePath.parentOf(h.path()), h.skeleton())))
                .forEach((batch, group) -> failed.putAll(create(batch, group)));
        return failed;
    }

    /** Homes that are made together. */
    private record Batch(String base, String skeleton) {}

    private Map<String, String> create(Batch batch, List<HomeChange.Create> homes) {
        try (Skeleton skeleton = Skeleton.open(machine, batch.skeleton());
                Descriptor base = machine.openTrusted(batch.base())) {
            sweep(base);
            return new StagedHomes(base, skeleton).create(homes);
        } catch (SystemCallFailure | HostFailure | IllegalArgumentException failure) {
            return allFailed(homes, String.valueOf(failure.getMessage()));
        }
    }

    private void sweep(Descriptor base) throws SystemCallFailure {
        FileStat stat = base.stat();
        Place place = new Place(stat.device(), stat.inode());
        if (!swept.contains(place)) {
            StagingDirectory.removeStale(base);
            swept.add(place);
        }
    }

    private static Map<String, String> allFailed(List<HomeChange.Create> homes, String why) {
        Map<String, String> failed = new LinkedHashMap<>();
        homes.forEach(home -> failed.put(home.path(), why));
        return failed;
    }

    @Override
    public void regroup(HomeChange.Regroup home) throws HostFailure {
        change(home, home.uid(), directory -> directory.changeOwner(home.uid(), home.to()));
    }

    @Override
    public void close(HomeChange.Close home) throws HostFailure {
        change(home, home.uid(), directory -> close(home, directory));
    }

    /** What is done to the open directory. */
    private interface Deed {
        void to(Descriptor directory) throws SystemCallFailure;
    }

    private void change(HomeChange home, long owner, Deed deed) throws HostFailure {
        try {
            FilePath path = FilePath.parse(home.path());
            try (Descriptor parent = machine.open(MachineRoot.names(path.parent()));
                    Descriptor directory = parent.openDirectory(path.name())) {
                requireTheirs(home, owner, directory.stat(), parent.stat());
                deed.to(directory);
            }
        } catch (SystemCallFailure | IllegalArgumentException failure) {
            throw new HostFailure(home.path() + " was not changed: " + failure.getMessage(), failure);
        }
    }

    private static void requireTheirs(HomeChange home, long owner, FileStat stat, FileStat parent) throws HostFailure {
        if (MachineRoot.ownershipCounts() && stat.uid() != owner) {
            throw new HostFailure(home.path() + " was not changed: it belongs to uid " + stat.uid() + ", not to "
                    + home.unix() + " (" + owner + ")");
        }
        if (stat.isMountIn(parent)) {
            throw new HostFailure(home.path() + " was not changed: it is a mount point");
        }
    }

    /**
     * Never gives a right that is not there now. With an access control list the group bits of the mode are its mask, and stay
     * when it goes: the group keeps only what the list gave it.
     */
    private static void close(HomeChange.Close home, Descriptor directory) throws SystemCallFailure {
        int mode = directory.stat().permissions() & home.to();
        if (home.acl()) {
            int group = AclAttributes.access(directory)
                    .map(PosixAcl::owningGroupPermissions)
                    .orElse(7);
            mode &= 07707 | (group << 3);
        }
        directory.changeMode(mode);
        if (home.acl()) {
            AclAttributes.remove(directory);
        }
    }
}
