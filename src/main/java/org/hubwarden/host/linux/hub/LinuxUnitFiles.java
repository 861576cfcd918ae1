package org.hubwarden.host.linux.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.UnitFiles;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.DropIn;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.MachineRoot;
import org.hubwarden.host.linux.posix.Owner;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.plan.UnitChange;
import org.hubwarden.spec.UnitText;

/**
 * Unit files below a machine's root. After a power cut each is the old or the new one, never an empty one, which would be
 * a server without its sandbox; that a rename is kept is not waited for, since the pass that follows every boot makes it again.
 */
public final class LinuxUnitFiles implements UnitFiles {

    private static final int MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;

    /** Directories for drop-ins of units that are servers, whoever starts them. */
    private static final Pattern DROP_INS = Pattern.compile("jupyter[@-].*\\.service\\.d");

    private final MachineRoot machine;

    /**
     * @param root {@code /}, or the directory given with {@code --root}
     */
    public LinuxUnitFiles(Path root) {
        this.machine = new MachineRoot(root);
    }

    @Override
    public SortedMap<String, DropInSight> look() throws HostFailure {
        SortedMap<String, DropInSight> found = new TreeMap<>();
        try (Descriptor directory = machine.open(MachineRoot.names(UnitText.DIRECTORY))) {
            for (String path : List.of(UnitText.TEMPLATE_PATH, UnitText.SLICE_PATH)) {
                note(path, directory, FilePath.parse(path).name(), found);
            }
            for (FileName name : directory.list()) {
                if (DROP_INS.matcher(name.latin()).matches()) {
                    lookInto(directory, name, found);
                }
            }
            return found;
        } catch (SystemCallFailure failure) {
            if (failure.is(Errno.ENOENT)) {
                return found;
            }
            throw new HostFailure(UnitText.DIRECTORY + " cannot be read: " + failure.sentence(), failure);
        }
    }

    /** What is no directory is left alone: a link to another unit's drop-ins is its maker's business. */
    private static void lookInto(Descriptor units, FileName name, SortedMap<String, DropInSight> found)
            throws SystemCallFailure {
        if (!units.stat(name).isDirectory()) {
            return;
        }
        try (Descriptor directory = units.openDirectory(name)) {
            for (String file : List.of(UnitText.COMMON_DROP_IN, UnitText.DROP_IN)) {
                String path = UnitText.DIRECTORY + "/" + name.latin() + "/" + file;
                note(path, directory, FileName.of(file), found);
            }
        }
    }

    private static void note(String path, Descriptor directory, FileName name, SortedMap<String, DropInSight> found) {
        DropInSight sight = new DropIn(directory, name).look();
        if (!(sight instanceof DropInSight.Absent)) {
            found.put(path, sight);
        }
    }

    @Override
    public void write(UnitChange.Write file) throws HostFailure {
        try {
            FilePath path = FilePath.parse(file.path());
            makeDirectories(path.parent());
            try (Descriptor directory = machine.openTrusted(path.parent())) {
                replace(directory, path.name(), file.content());
            }
        } catch (SystemCallFailure failure) {
            throw new HostFailure(file.path() + " was not written: " + failure.sentence(), failure);
        }
    }

    private void makeDirectories(String path) throws SystemCallFailure, HostFailure {
        String walked = "/";
        for (FileName name : MachineRoot.names(path)) {
            try (Descriptor parent = machine.openTrusted(walked)) {
                make(parent, name);
            }
            walked = walked + (walked.endsWith("/") ? "" : "/") + name.latin();
        }
    }

    private static void make(Descriptor parent, FileName name) throws SystemCallFailure {
        try {
            parent.makeDirectory(name, DIRECTORY_MODE);
            try (Descriptor made = parent.openDirectory(name)) {
                made.handOver(Owner.ROOT, DIRECTORY_MODE);
            }
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.EEXIST)) {
                throw failure;
            }
        }
    }

    /** systemd reads no file whose name begins with a dot. */
    private static void replace(Descriptor directory, FileName name, String content) throws SystemCallFailure {
        FileName temporary = FileName.of("." + name.latin() + ".hubwarden");
        directory.unlinkIfThere(temporary);
        try {
            try (Descriptor file = directory.createFile(temporary, 0600)) {
                file.write(content.getBytes(StandardCharsets.UTF_8));
                file.handOver(Owner.ROOT, MODE);
                file.sync();
            }
            directory.replace(temporary, name);
        } finally {
            directory.unlinkIfThere(temporary);
        }
    }

    @Override
    public void remove(UnitChange.Remove file) throws HostFailure {
        FilePath path = FilePath.parse(file.path());
        try {
            try (Descriptor directory = machine.openTrusted(path.parent())) {
                directory.unlinkIfThere(path.name());
            }
            removeDirectoryOf(path);
        } catch (SystemCallFailure failure) {
            throw new HostFailure(file.path() + " was not removed: " + failure.sentence(), failure);
        }
    }

    private void removeDirectoryOf(FilePath file) throws SystemCallFailure, HostFailure {
        FilePath directory = FilePath.parse(file.parent());
        if (!DROP_INS.matcher(directory.name().latin()).matches()) {
            return;
        }
        try (Descriptor units = machine.openTrusted(directory.parent())) {
            units.removeDirectory(directory.name());
        } catch (SystemCallFailure failure) {
            if (!failure.is(Errno.ENOTEMPTY)) {
                throw failure;
            }
        }
    }
}
