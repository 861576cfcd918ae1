package org.hubwarden.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who runs the command, and what they see.
 *
 * @param variables the environment
 * @param isRoot whether the effective uid is 0
 * @param seesTerminal whether standard output is a terminal
 */
public record Caller(Map<String, String> variables, boolean isRoot, boolean seesTerminal) {

    public Caller {
        variables = Map.copyOf(variables);
    }

    /** This process. Java says neither the uid nor whether standard output alone is a terminal; /proc does. */
    public static Caller current() {
        return new Caller(System.getenv(), ownsRootsProcess(), outputIsTerminal());
    }

    /** The value of a variable; empty text where it is not set. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    private static boolean ownsRootsProcess() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean outputIsTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
