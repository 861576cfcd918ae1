package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubFile;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;

/** {@code /run/hubwarden/hub.json}, for the hub alone: the directory lets everybody pass, the file does not. */
public final class FileHubFile implements HubFile {

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine or a tree; the directory is made by the first {@link #publish}. */
    public FileHubFile(Root root) {
        this.root = root;
    }

    @Override
    public void publish(String json, OptionalLong group) throws HostFailure {
        Path directory = root.makeDirectory("/run/hubwarden", 0755);
        Path target = directory.resolve("hub.json");
        try {
            Draft.replace(
                    disk, directory.resolve(".hub.json"), target, json.getBytes(StandardCharsets.UTF_8), stamp(group));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    private static Stamp stamp(OptionalLong group) {
        return group.isPresent()
                ? new Stamp(0640, Optional.of(new Stamp.Owner(0, group.getAsLong())))
                : Stamp.ours(0600);
    }
}
