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
 * @param waitsAtTerminal whether standard error is one
 */
public record Caller(Map<String, String> variables, boolean isRoot, boolean seesTerminal, boolean waitsAtTerminal) {

    public Caller {
        variables = Map.copyOf(variables);
    }

    /** One who does not wait at a terminal. */
    public Caller(Map<String, String> variables, boolean isRoot, boolean seesTerminal) {
        this(variables, isRoot, seesTerminal, false);
    }

    /** This process. Java says neither the uid nor whether one output alone is a terminal; /proc does. */
    public static Caller current() {
        return new Caller(System.getenv(), ownsRootsProcess(), isTerminal(1), isTerminal(2));
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

    /** Whether somebody can type an answer. */
    static boolean inputIsTerminal() {
        return isTerminal(0);
    }

    /** Whether another program reads what we print: it may stop when it has read enough. */
    static boolean outputIsPipe() {
        return target(1).startsWith("pipe:") || target(1).startsWith("socket:");
    }

    private static boolean isTerminal(int descriptor) {
        String target = target(descriptor);
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    private static String target(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
