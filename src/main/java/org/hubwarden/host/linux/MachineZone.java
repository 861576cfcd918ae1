package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** The time zone of the machine, whatever that of whoever typed a command is. */
final class MachineZone {

    private static final String BELOW = "zoneinfo/";

    private MachineZone() {}

    /** As {@code /etc/localtime} has it now, or else {@code /etc/timezone}; without both it is UTC, as for glibc. */
    static ZoneId of(Path root) {
        return link(root.resolve("etc/localtime"))
                .or(() -> text(root.resolve("etc/timezone")))
                .orElse(ZoneOffset.UTC);
    }

    private static Optional<ZoneId> link(Path localtime) {
        try {
            String target = Files.readSymbolicLink(localtime).toString();
            int below = target.indexOf(BELOW);
            return below < 0 ? Optional.empty() : zone(target.substring(below + BELOW.length()));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> text(Path timezone) {
        try {
            return zone(Files.readString(timezone).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
