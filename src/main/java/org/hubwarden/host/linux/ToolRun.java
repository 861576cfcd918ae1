package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small program of the machine, run to its end.
 *
 * @param exit its exit status; -1 when it could not be started or did not end in time
 * @param errors what it wrote to stderr; little, or the program would block
 */
record ToolRun(int exit, String errors) {

    /** Runs a program without input and with messages in English. A program that takes too long is killed. Never throws. */
    static ToolRun of(List<String> command, Duration atMost) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        try {
            return finish(builder.start(), atMost);
        } catch (IOException e) {
            return new ToolRun(-1, String.valueOf(e.getMessage()));
        }
    }

    private static ToolRun finish(Process process, Duration atMost) throws IOException {
        try {
            if (process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                byte[] errors = process.getErrorStream().readAllBytes();
                return new ToolRun(process.exitValue(), new String(errors, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        return new ToolRun(-1, "did not end in " + atMost.toSeconds() + " s");
    }
}
