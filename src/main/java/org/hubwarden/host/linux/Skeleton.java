package org.hubwarden.host.linux;

import java.util.Optional;
import org.hubwarden.host.HostFailure;

/** The directory that new homes start with a copy of, see useradd(8). None at all is no fault: homes are empty then. */
final class Skeleton {

    private static final int DEEPEST = 32;
    private static final int ALL_PERMISSIONS = 0777;

    private final MachineRoot machine;
    private final String path;

    Skeleton(MachineRoot machine, String path) {
        this.machine = machine;
        this.path = path;
    }

    /** Why nobody's home may be made from it, for people: somebody else than root could have put something in. */
    Optional<String> fault() {
        try {
            Optional<Descriptor> opened = open();
            if (opened.isPresent()) {
                try (Descriptor directory = opened.get()) {
                    requireTrusted(directory, path, 0);
                }
            }
            return Optional.empty();
        } catch (SystemCallFailure failure) {
            return Optional.of("the skeleton " + path + " cannot be read: " + failure.sentence());
        } catch (HostFailure | IllegalArgumentException failure) {
            return Optional.of("the skeleton is not used: " + failure.getMessage());
        }
    }

    private static void requireTrusted(Descriptor directory, String path, int depth)
            throws SystemCallFailure, HostFailure {
        for (FileName name : directory.list()) {
            String below = path + "/" + name;
            FileStat stat = directory.stat(name);
            String distrust = MachineRoot.distrust(stat);
            if (!distrust.isEmpty()) {
                throw new HostFailure(below + " " + distrust);
            }
            if (stat.isDirectory()) {
                requireShallow(below, depth);
                try (Descriptor child = directory.openDirectory(name)) {
                    requireTrusted(child, below, depth + 1);
                }
            }
        }
    }

    private static void requireShallow(String path, int depth) throws HostFailure {
        if (depth == DEEPEST) {
            throw new HostFailure(path + " is more than " + DEEPEST + " levels deep");
        }
    }

    /** Copies everything into a new home. Links are copied as links; FIFOs, sockets and devices are left out. */
    void copyInto(Descriptor home, Owner owner) throws SystemCallFailure, HostFailure {
        Optional<Descriptor> opened = open();
        if (opened.isPresent()) {
            try (Descriptor directory = opened.get()) {
                copy(directory, home, owner);
            }
        }
    }

    private Optional<Descriptor> open() throws SystemCallFailure, HostFailure {
        try {
            return Optional.of(machine.openTrusted(path));
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static void copy(Descriptor from, Descriptor to, Owner owner) throws SystemCallFailure {
        for (FileName name : from.list()) {
            FileStat stat = from.stat(name);
            if (stat.isDirectory()) {
                copyDirectory(from, to, name, stat, owner);
            } else if (stat.isRegular()) {
                copyFile(from, to, name, stat, owner);
            } else if (stat.isLink()) {
                copyLink(from, to, name, owner);
            }
        }
    }

    private static void copyDirectory(Descriptor from, Descriptor to, FileName name, FileStat stat, Owner owner)
            throws SystemCallFailure {
        to.makeDirectory(name, 0700);
        try (Descriptor source = from.openDirectory(name);
                Descriptor copy = to.openDirectory(name)) {
            copy(source, copy, owner);
            copy.handOver(owner, stat.permissions() & ALL_PERMISSIONS);
        }
    }

    private static void copyFile(Descriptor from, Descriptor to, FileName name, FileStat stat, Owner owner)
            throws SystemCallFailure {
        try (Descriptor source = from.openFile(name);
                Descriptor copy = to.createFile(name, 0600)) {
            copy.copyFrom(source);
            copy.handOver(owner, stat.permissions() & ALL_PERMISSIONS);
        }
    }

    private static void copyLink(Descriptor from, Descriptor to, FileName name, Owner owner) throws SystemCallFailure {
        to.makeLink(from.readLink(name), name);
        if (MachineRoot.ownershipCounts()) {
            to.changeOwner(name, owner.uid(), owner.gid());
        }
    }
}
