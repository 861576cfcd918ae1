package org.hubwarden.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs while the test goes on. Output goes to files, so that a daemon it leaves behind blocks nobody. */
public final class Background {

    private static final Path OUTPUTS = Path.of("target", "container-output");

    private final List<String> command;
    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private Background(List<String> command, Process process, Path stdout, Path stderr) {
        this.command = command;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Starts a command of this machine, not of the container.
     *
     * @param shown the command as messages show it
     * @param command the command
     * @param input what it reads from its standard input
     */
    static Background start(List<String> shown, List<String> command, byte[] input) {
        try {
            Files.createDirectories(OUTPUTS);
            Path stdout = Files.createTempFile(OUTPUTS, "stdout", "");
            Path stderr = Files.createTempFile(OUTPUTS, "stderr", "");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile())
                    .start();
            feed(process, input);
            return new Background(shown, process, stdout, stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            // A command may end without having read its input; what it says then is in its result.
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String stdout() {
        return text(stdout);
    }

    /** Sends SIGTERM to the command itself. */
    public void terminate() {
        process.children().forEach(ProcessHandle::destroy);
    }

    /** Kills the command and all that it has started and kept, with SIGKILL. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Waits until the command ends. When it takes longer than the limit it is killed, and the test fails. */
    public Result await(Duration limit) {
        boolean ended = ends(limit);
        if (!ended) {
            kill();
        }
        Result result = new Result(command, ended ? process.exitValue() : -1, text(stdout), text(stderr));
        discard();
        if (!ended) {
            throw new AssertionError("killed after " + limit.toSeconds() + " s: " + result);
        }
        return result;
    }

    private boolean ends(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void discard() {
        try {
            Files.deleteIfExists(stdout);
            Files.deleteIfExists(stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
