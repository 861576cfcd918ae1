package org.hubwarden.system;

import java.util.List;

/**
 * What a command left when it ended.
 *
 * @param command the command as it was given, for messages
 * @param exit its exit status, or 128 and the number of the signal that ended it
 * @param stdout its output, read as UTF-8
 * @param stderr its errors, read as UTF-8
 */
public record Result(List<String> command, int exit, String stdout, String stderr) {

    /** This, if the command succeeded; an {@link AssertionError} with all it said otherwise. */
    public Result orFail() {
        if (exit != 0) {
            throw new AssertionError(this);
        }
        return this;
    }

    /** The lines of the output without their ends. */
    public List<String> lines() {
        return stdout.lines().toList();
    }

    @Override
    public String toString() {
        return "%s%nexit %d%nstdout:%n%s%nstderr:%n%s".formatted(String.join(" ", command), exit, stdout, stderr);
    }
}
