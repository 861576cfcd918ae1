package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.TrailStore;

/** {@code trail.json} beside the ledger; there only while a pass is under way, and after a crash. */
public final class FileTrailStore implements TrailStore {

    private static final String DIRECTORY = "/var/lib/hubwarden";
    private static final long LIMIT = 256L << 20;
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk;

    /** For the machine or a tree; the directory is made by the first {@link #write}. */
    public FileTrailStore(Root root) {
        this(root, new NioDisk());
    }

    FileTrailStore(Root root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    private static Path file(Path directory) {
        return directory.resolve("trail.json");
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
            Draft.replace(disk, directory.resolve(".trail.json"), file(directory), content, Stamp.ours(0600));
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
        Path aside = file().resolveSibling("trail.json.unreadable");
        try {
            disk.rename(file(), aside);
            return aside.toString();
        } catch (IOException e) {
            throw IoFault.failure("move", file(), e);
        }
    }
}
