package org.hubwarden.host.linux.homes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.Owner;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/**
 * The directory that new homes start with a copy of, see useradd(8): checked and listed once, then copied any number of times.
 * None at all is no fault: homes are empty then.
 */
final class Skeleton implements AutoCloseable {

    private static final int DEEPEST = 32;
    private static final int ALL_PERMISSIONS = 0777;

    private final Optional<Descriptor> directory;
    private final List<Entry> entries;

    private Skeleton(Optional<Descriptor> directory, List<Entry> entries) {
        this.directory = directory;
        this.entries = entries;
    }

    /** Files up to this size are read once and not for every home, which takes half the time. */
    private static final int SMALL = 16 * 1024;

    /**
     * What is copied. FIFOs, sockets and devices are not among it.
     *
     * @param content of a small file
     */
    private record Entry(FileName name, FileStat stat, List<Entry> below, Optional<byte[]> content) {}

    /**
     * Opens and checks it.
     *
     * @throws HostFailure when it cannot be read, or when somebody else than root could have put something in
     */
    static Skeleton open(MachineRoot machine, String path) throws HostFailure {
        try {
            Descriptor directory = machine.openTrusted(path);
            return new Skeleton(Optional.of(directory), list(directory, path, 0));
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return new Skeleton(Optional.empty(), List.of());
            }
            throw new HostFailure("the skeleton " + path + " cannot be read: " + failure.sentence(), failure);
        } catch (HostFailure | IllegalArgumentException failure) {
            throw new HostFailure("the skeleton is not used: " + failure.getMessage(), failure);
        }
    }

    private static List<Entry> list(Descriptor directory, String path, int depth)
            throws SystemCallFailure, HostFailure {
        List<Entry> entries = new ArrayList<>();
        for (FileName name : directory.list()) {
            FileStat stat = directory.stat(name);
            String below = path + "/" + name;
            requireTrusted(stat, below, depth);
            if (stat.isDirectory()) {
                try (Descriptor child = directory.openDirectory(name)) {
                    entries.add(new Entry(name, stat, list(child, below, depth + 1), Optional.empty()));
                }
            } else if (stat.isRegular() || stat.isLink()) {
                entries.add(new Entry(name, stat, List.of(), content(directory, name, stat)));
            }
        }
        return entries;
    }

    private static Optional<byte[]> content(Descriptor directory, FileName name, FileStat stat)
            throws SystemCallFailure {
        if (!stat.isRegular() || stat.size() > SMALL) {
            return Optional.empty();
        }
        try (Descriptor file = directory.openFile(name)) {
            byte[] content = file.read(SMALL + 1);
            return content.length > SMALL ? Optional.empty() : Optional.of(content);
        }
    }

    private static void requireTrusted(FileStat stat, String path, int depth) throws HostFailure {
        String distrust = MachineRoot.distrust(stat);
        if (!distrust.isEmpty()) {
            throw new HostFailure(path + " " + distrust);
        }
        if (depth == DEEPEST) {
            throw new HostFailure(path + " is more than " + DEEPEST + " levels deep");
        }
    }

    /** How many files, directories and links are copied. */
    int size() {
        return count(entries, entry -> true);
    }

    boolean hasLinks() {
        return count(entries, entry -> entry.stat().isLink()) > 0;
    }

    private static int count(List<Entry> entries, Predicate<Entry> which) {
        int count = 0;
        for (Entry entry : entries) {
            count += (which.test(entry) ? 1 : 0) + count(entry.below(), which);
        }
        return count;
    }

    /** Copies everything into a new home. Links are copied as links. */
    void copyInto(Descriptor home, Owner owner) throws SystemCallFailure {
        if (directory.isPresent()) {
            copy(entries, directory.get(), home, owner);
        }
    }

    private static void copy(List<Entry> entries, Descriptor from, Descriptor to, Owner owner)
            throws SystemCallFailure {
        for (Entry entry : entries) {
            if (entry.stat().isDirectory()) {
                copyDirectory(entry, from, to, owner);
            } else if (entry.stat().isRegular()) {
                copyFile(entry, from, to, owner);
            } else {
                copyLink(entry.name(), from, to, owner);
            }
        }
    }

    private static void copyDirectory(Entry entry, Descriptor from, Descriptor to, Owner owner)
            throws SystemCallFailure {
        to.makeDirectory(entry.name(), 0700);
        try (Descriptor source = from.openDirectory(entry.name());
                Descriptor copy = to.openDirectory(entry.name())) {
            copy(entry.below(), source, copy, owner);
            copy.handOver(owner, entry.stat().permissions() & ALL_PERMISSIONS);
        }
    }

    private static void copyFile(Entry entry, Descriptor from, Descriptor to, Owner owner) throws SystemCallFailure {
        try (Descriptor copy = to.createFile(entry.name(), 0600)) {
            if (entry.content().isPresent()) {
                copy.write(entry.content().get());
            } else {
                copyContent(entry.name(), from, copy);
            }
            copy.handOver(owner, entry.stat().permissions() & ALL_PERMISSIONS);
        }
    }

    private static void copyContent(FileName name, Descriptor from, Descriptor copy) throws SystemCallFailure {
        try (Descriptor source = from.openFile(name)) {
            copy.copyFrom(source);
        }
    }

    private static void copyLink(FileName name, Descriptor from, Descriptor to, Owner owner) throws SystemCallFailure {
        to.makeLink(from.readLink(name), name);
        if (MachineRoot.ownershipCounts()) {
            to.changeOwner(name, owner.uid(), owner.gid());
        }
    }

    @Override
    public void close() {
        directory.ifPresent(Descriptor::close);
    }
}
