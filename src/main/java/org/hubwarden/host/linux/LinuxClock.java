package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hubwarden.host.Clock;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.IoFault;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.host.linux.posix.KernelClock;
import org.hubwarden.observed.ClockSight;

/** The machine's clock. What it said when it was first relied on is in {@code /run/hubwarden/clock}, which a boot takes away. */
public final class LinuxClock implements Clock {

    private static final String DIRECTORY = "/run/hubwarden";
    private static final String NAME = "clock";
    private static final long LIMIT = 4096;
    private static final int ATTEMPTS = 5;

    private final Root root;
    private final Disk disk = new NioDisk();

    /** {@code root}: of the machine. */
    public LinuxClock(Root root) {
        this.root = root;
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public ClockSight look() {
        Optional<ClockAnchor> anchor = anchor();
        Instant now = Instant.now();
        long sinceBoot = KernelClock.sinceBoot();
        return new ClockSight(
                now,
                MachineZone.of(root.directory()),
                KernelClock.unsynchronised(),
                anchor.map(a -> a.jump(now, sinceBoot)).orElse(Duration.ZERO),
                anchor.map(ClockAnchor::believed).orElse(false));
    }

    @Override
    public void rely() throws HostFailure {
        if (anchor().isEmpty()) {
            write(new ClockAnchor(Instant.now(), KernelClock.sinceBoot(), false));
        }
    }

    @Override
    public void believe() throws HostFailure {
        write(new ClockAnchor(Instant.now(), KernelClock.sinceBoot(), true));
    }

    private Optional<ClockAnchor> anchor() {
        try {
            return FileContent.read(root.locate(DIRECTORY + "/" + NAME), LIMIT, ATTEMPTS)
                    .flatMap(content -> ClockAnchor.parse(new String(content.bytes(), StandardCharsets.UTF_8)));
        } catch (HostFailure unreadable) {
            return Optional.empty();
        }
    }

    private void write(ClockAnchor anchor) throws HostFailure {
        Path directory = root.makeDirectory(DIRECTORY, 0755);
        Path target = directory.resolve(NAME);
        byte[] content = anchor.line().getBytes(StandardCharsets.UTF_8);
        try {
            Draft.replace(disk, directory.resolve("." + NAME), target, content, Stamp.ours(0644));
        } catch (IOException e) {
            throw IoFault.failure("write", target, e);
        }
    }
}
