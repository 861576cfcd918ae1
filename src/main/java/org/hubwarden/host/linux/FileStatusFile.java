package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.StatusFile;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;

/** {@code /run/hubwarden/status.json}, readable by everybody: no secret may be in it. */
public final class FileStatusFile implements StatusFile {

    private static final String PATH = "/run/hubwarden/status.json";
    private static final long LIMIT = 64L << 20;
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine or a tree; the directory is made by the first {@link #publish}. */
    public FileStatusFile(Root root) {
        this.root = root;
    }

    @Override
    public void publish(String json) throws HostFailure {
        Path directory = root.makeDirectory("/run/hubwarden", 0755);
        Path target = directory.resolve("status.json");
        try {
            byte[] content = json.getBytes(StandardCharsets.UTF_8);
            Draft.replace(disk, directory.resolve(".status.json"), target, content, Stamp.ours(0644));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    @Override
    public Optional<String> read() throws HostFailure {
        return FileContent.read(root.locate(PATH), LIMIT, ATTEMPTS)
                .map(c -> new String(c.bytes(), StandardCharsets.UTF_8));
    }
}
