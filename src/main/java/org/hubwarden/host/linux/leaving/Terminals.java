package org.hubwarden.host.linux.leaving;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.SystemCallFailure;

/** The terminals of users: of ssh sessions, of tmux, and those in a server. Only the kernel makes names in {@code /dev/pts}. */
public final class Terminals {

    private static final Path DIRECTORY = Path.of("/dev/pts");
    private static final FileName MASTER = FileName.of("ptmx");

    private Terminals() {}

    /**
     * Writes to each terminal of an account, and waits for none: one that takes nothing is passed over.
     *
     * @return to how many it was written
     */
    public static int write(long uid, String text) {
        byte[] line = ("\r\n\007" + text.replace("\n", "\r\n") + "\r\n").getBytes(StandardCharsets.UTF_8);
        int told = 0;
        try (Descriptor terminals = Descriptor.openRoot(DIRECTORY)) {
            for (FileName name : terminals.list()) {
                told += !name.equals(MASTER) && isToldTo(terminals, name, uid, line) ? 1 : 0;
            }
        } catch (SystemCallFailure noTerminals) {
            return told;
        }
        return told;
    }

    private static boolean isToldTo(Descriptor terminals, FileName name, long uid, byte[] line) {
        try {
            if (terminals.stat(name).uid() != uid) {
                return false;
            }
            try (Descriptor terminal = terminals.openTerminal(name)) {
                return terminal.writeAtOnce(line) > 0;
            }
        } catch (SystemCallFailure closedOrBusy) {
            return false;
        }
    }
}
