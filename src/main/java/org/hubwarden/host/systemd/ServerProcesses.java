package org.hubwarden.host.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.hubwarden.observed.ProcessFiles;
import org.hubwarden.observed.ServerProcess;

/**
 * The main processes of units, as the kernel shows them in {@code /proc}. What is read there takes no capability, but a {@code
 * /proc} that hides nothing from the group root.
 */
final class ServerProcesses {

    private static final Path PROC = Path.of("/proc");

    private ServerProcesses() {}

    /** A process by its number; empty where it is gone, or is none of the unit's: numbers are used again. */
    static Optional<ServerProcess> look(long pid, String unit) {
        boolean isThere = pid > 0
                && read(pid, "cgroup")
                        .filter(text -> ProcessFiles.isIn(text, unit))
                        .isPresent();
        return isThere
                ? read(pid, "status").flatMap(text -> ProcessFiles.process(text, read(pid, "mountinfo")))
                : Optional.empty();
    }

    private static Optional<String> read(long pid, String name) {
        try {
            return Optional.of(
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve(name), StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
