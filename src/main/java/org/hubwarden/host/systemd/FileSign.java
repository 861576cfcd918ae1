package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What shows that a file or directory was changed. Of a directory that names came or went or were replaced in it.
 *
 * @param identity tells it from another that took its place
 */
record FileSign(Path path, String identity, long size, Instant modified) {

    /** Some file systems keep whole seconds: a second change within one cannot be told from the first. */
    private static final Duration BLUR = Duration.ofSeconds(3);

    /** Empty where nothing is, or nothing that can be looked at. */
    static Optional<FileSign> of(Path path) {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(new FileSign(
                    path,
                    String.valueOf(file.fileKey()),
                    file.size(),
                    file.lastModifiedTime().toInstant()));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Whether a change from now on is sure to show. */
    boolean isSettled(Instant now) {
        return modified.plus(BLUR).isBefore(now);
    }
}
