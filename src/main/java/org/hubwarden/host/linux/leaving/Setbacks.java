package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Disk;
import org.hubwarden.host.linux.files.Draft;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.NioDisk;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.host.linux.files.Stamp;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.Remains;

/**
 * What could not be packed or brought back, and when it is tried again: in {@code /run/hubwarden/setbacks}, where commands see it as
 * well, and which a boot takes away. A home takes hours to read, so each failure is followed by a longer rest.
 */
final class Setbacks {

    private static final String DIRECTORY = "/run/hubwarden/setbacks";
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MANY = 5;
    private static final long LIMIT = 1 << 20;
    private static final long NONE = -1;

    private final Root root;
    private final InstantSource clock;
    private final Disk disk = new NioDisk();

    Setbacks(Root root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /**
     * One that was kept.
     *
     * @param tries how often it failed, one after the other
     * @param room the bytes that were free then, where it failed for want of them
     */
    private record Kept(Instant again, int tries, long room, String why) {

        static Optional<Kept> parse(String text) {
            String[] parts = text.split("\n", 4);
            try {
                return Optional.of(new Kept(
                        Instant.parse(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]), parts[3]));
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException other) {
                return Optional.empty();
            }
        }

        String text() {
            return String.join("\n", again.toString(), Integer.toString(tries), Long.toString(room), why);
        }
    }

    /**
     * The last of somebody's, while it is not tried again. A rest that seems longer than any is one by a clock that was wrong.
     *
     * @param room the bytes that are free now where archives are
     */
    Optional<Remains.Setback> of(UnixName unix, long room) {
        Instant now = clock.instant();
        return read(unix)
                .filter(kept -> now.isBefore(kept.again()) && now.plus(LONGEST).isAfter(kept.again()))
                .filter(kept -> kept.room() == NONE || !isMuchMore(room, kept.room()))
                .map(kept -> new Remains.Setback(kept.why(), kept.again()));
    }

    private static boolean isMuchMore(long now, long before) {
        return now - before > Math.max(1 << 20, before / 4);
    }

    /** Keeps one; {@code room} is empty where it was not for want of it. */
    void keep(UnixName unix, String why, Optional<Long> room) {
        int tries = 1 + read(unix).map(Kept::tries).orElse(0);
        Duration rest = FIRST.multipliedBy(1L << Math.min(tries - 1, MANY));
        Instant again = clock.instant().plus(rest.compareTo(LONGEST) < 0 ? rest : LONGEST.minusSeconds(1));
        Kept kept = new Kept(again, tries, room.orElse(NONE), why);
        try {
            root.makeDirectory("/run/hubwarden", 0755);
            Path directory = root.makeDirectory(DIRECTORY, 0700);
            byte[] content = kept.text().getBytes(StandardCharsets.UTF_8);
            Path draft = directory.resolve("." + unix);
            Draft.replace(disk, draft, directory.resolve(unix.value()), content, Stamp.ours(0600));
        } catch (IOException | HostFailure unkept) {
            // It is tried again sooner, which is all that this costs.
            forget(unix);
        }
    }

    void forget(UnixName unix) {
        delete(root.at(DIRECTORY + "/" + unix));
    }

    /** All of it is tried again at once. */
    void forgetAll() {
        for (String name : Optional.ofNullable(root.at(DIRECTORY).toFile().list())
                .map(List::of)
                .orElse(List.of())) {
            delete(root.at(DIRECTORY + "/" + name));
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            return;
        }
    }

    private Optional<Kept> read(UnixName unix) {
        try {
            return FileContent.read(root.locate(DIRECTORY + "/" + unix), LIMIT, 2)
                    .flatMap(content -> Kept.parse(new String(content.bytes(), StandardCharsets.UTF_8)));
        } catch (HostFailure unreadable) {
            return Optional.empty();
        }
    }
}
