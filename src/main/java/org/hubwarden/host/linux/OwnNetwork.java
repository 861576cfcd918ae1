package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The network as this process sees it, which inside a service need not be that of the machine. */
final class OwnNetwork {

    /** Two lines of headings, then one for each interface. */
    private static final Path INTERFACES = Path.of("/proc/self/net/dev");

    private static final int HEADINGS = 2;

    private OwnNetwork() {}

    /** Whether there is no way out: no interface but the loopback, as under {@code PrivateNetwork=yes}. In doubt there is one. */
    static boolean isClosed() {
        try {
            return Files.readAllLines(INTERFACES, StandardCharsets.ISO_8859_1).stream()
                    .skip(HEADINGS)
                    .allMatch(line -> line.strip().startsWith("lo:"));
        } catch (IOException unknown) {
            return false;
        }
    }
}
