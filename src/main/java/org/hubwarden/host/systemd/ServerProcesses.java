package org.hubwarden.host.systemd;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.hubwarden.observed.ProcessFiles;
import org.hubwarden.observed.ServerProcess;

/**
 * The main processes of units, as the kernel shows them in {@code /proc}. What is read there takes no capability, but a {@code
 * /proc} that hides nothing from the group root.
 */
final class ServerProcesses {

    private static final Path PROC = Path.of("/proc");

    /** More than a line of such numbers is long. */
    private static final int STAT = 2048;

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

    /**
     * When a process began, in the kernel's count: together with its number it is never another's. Empty where it is gone.
     */
    static OptionalLong begun(long pid) {
        if (pid <= 0) {
            return OptionalLong.empty();
        }
        try (InputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
            String text = new String(file.readNBytes(STAT), StandardCharsets.ISO_8859_1);
            return ProcessFiles.begun(text);
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
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
