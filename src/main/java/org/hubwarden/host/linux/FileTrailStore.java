package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.TrailStore;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;

/** {@code trail.json} beside the ledger; there only while a pass is under way, and after a crash. */
public final class FileTrailStore implements TrailStore {

    private static final String DIRECTORY = "/var/lib/hubwarden";
    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk;
    private final String name;

    /** That of passes, for the machine or a tree; the directory is made by the first {@link #write}. */
    public FileTrailStore(Root root) {
        this(root, new NioDisk(), "trail.json");
    }

    FileTrailStore(Root root, Disk disk) {
        this(root, disk, "trail.json");
    }

    private FileTrailStore(Root root, Disk disk, String name) {
        this.root = root;
        this.disk = disk;
        this.name = name;
    }

    /** That of accounts that are made beside passes. */
    public static FileTrailStore besidePasses(Root root) {
        return new FileTrailStore(root, new NioDisk(), "trail-on-demand.json");
    }

    private Path file(Path directory) {
        return directory.resolve(name);
    }

    private Path file() throws HostFailure {
        return file(root.locate(DIRECTORY));
    }

    @Override
    public Optional<byte[]> read() throws HostFailure {
        return FileContent.read(file(), LIMIT, ATTEMPTS).map(FileContent::bytes);
    }

    @Override
    public void write(byte[] content) throws HostFailure {
        Path directory = root.makeDirectory(DIRECTORY, 0700);
        try {
            Draft.replace(disk, directory.resolve("." + name), file(directory), content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", file(directory), e);
        }
    }

    @Override
    public void forget() throws HostFailure {
        try {
            disk.delete(file());
        } catch (IOException e) {
            throw IoFault.failure("remove", file(), e);
        }
    }

    @Override
    public String setAside() throws HostFailure {
        Path aside = file().resolveSibling(name + ".unreadable");
        try {
            disk.rename(file(), aside);
            return aside.toString();
        } catch (IOException e) {
            throw IoFault.failure("move", file(), e);
        }
    }
}
