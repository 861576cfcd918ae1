package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hubwarden.host.Approvals;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.ledger.Approval;
import org.hubwarden.ledger.ApprovalCodec;

/** {@code /var/lib/hubwarden/approved/DIGEST}, 0600 each, in a directory that only root may enter. */
public final class FileApprovals implements Approvals {

    static final String DIRECTORY = "/var/lib/hubwarden/approved";

    private static final String PARENT = "/var/lib/hubwarden";
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");
    private static final long LIMIT = 64L << 20;
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk = new NioDisk();

    /** For the machine or a tree; the directory is made by the first {@link #write}. */
    public FileApprovals(Root root) {
        this.root = root;
    }

    @Override
    public List<Approval> read() {
        List<Approval> approvals = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.locate(DIRECTORY))) {
            for (Path file : files.sorted().toList()) {
                approval(file).ifPresent(approvals::add);
            }
        } catch (IOException | HostFailure absent) {
            return List.of();
        }
        return approvals;
    }

    private static Optional<Approval> approval(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return FileContent.read(file, LIMIT, ATTEMPTS)
                    .flatMap(content -> ApprovalCodec.decode(content.bytes()))
                    .filter(approval -> name(approval).equals(name));
        } catch (HostFailure unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Approval approval) throws HostFailure {
        Path parent = root.makeDirectory(PARENT, 0700);
        Path directory = root.makeDirectory(DIRECTORY, 0700);
        Path target = directory.resolve(name(approval));
        byte[] content = ApprovalCodec.encode(approval);
        try {
            disk.sync(parent);
            Draft.replace(disk, directory.resolve("." + name(approval)), target, content, Stamp.ours(0600));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }

    @Override
    public void remove(Approval approval) throws HostFailure {
        Path file = root.locate(DIRECTORY).resolve(name(approval));
        try {
            disk.delete(file);
        } catch (IOException e) {
            throw IoFault.failure("remove", file, e);
        }
    }

    private static String name(Approval approval) {
        return approval.stakes().digest();
    }
}
