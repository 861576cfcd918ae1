package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.ServerEnvironments;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.model.UnixName;
import org.hubwarden.spec.ServerEnvironment;

/** {@code /run/hubwarden/env}, a file for each server: tokens are in them, so nobody but root gets there. */
public final class LinuxServerEnvironments implements ServerEnvironments {

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine or a tree. */
    public LinuxServerEnvironments(Root root) {
        this.root = root;
    }

    @Override
    public void write(UnixName account, String text) throws HostFailure {
        Path target = directory().resolve(account.suffix());
        try {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            Path draft = target.resolveSibling("." + account.suffix());
            Draft.replace(disk, draft, target, content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    @Override
    public void remove(UnixName account) throws HostFailure {
        Path target = directory().resolve(account.suffix());
        try {
            Files.deleteIfExists(target);
        } catch (IOException e) {
            throw IoFault.failure("remove", target, e);
        }
    }

    private Path directory() throws HostFailure {
        Path directory = root.makeDirectory(ServerEnvironment.DIRECTORY, 0700);
        try {
            Files.setAttribute(directory, "unix:mode", 0700);
            return directory;
        } catch (IOException e) {
            throw IoFault.failure("close", directory, e);
        }
    }
}
