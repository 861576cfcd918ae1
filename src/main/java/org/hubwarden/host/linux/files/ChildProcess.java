package org.hubwarden.host.linux.files;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hubwarden.host.Waits;

/**
 * Runs another program: by argument vector, never through a shell, with a fixed environment and a time limit. When the time
 * is over it is killed with all it started.
 */
public final class ChildProcess {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8");

    /** More output than this is a failure, not an answer cut short. */
    private static final int MOST_OUTPUT = 16 << 20;

    private ChildProcess() {}

    /** What came of it. */
    public sealed interface End {

        /**
         * It ended by itself or by a signal.
         *
         * @param status exit status; 128 and more after a signal
         * @param output what it wrote to its standard output
         * @param errors the same of standard error
         */
        record Exited(int status, String output, String errors) implements End {

            /** The last line of its complaints, for a sentence. */
            public String complaint() {
                String text = errors.isBlank() ? output : errors;
                List<String> lines = text.strip().lines().toList();
                return lines.isEmpty() ? "exit status " + status : lines.get(lines.size() - 1);
            }
        }

        /**
         * It could not be started, or was killed because it took too long or said too much.
         *
         * @param why for people
         */
        record Failed(String why) implements End {}
    }

    /**
     * Runs a program with this text as its standard input.
     *
     * @param waits where it is told that the program is waited for
     * @param what in words that go after "waiting for"
     */
    public static End run(Waits waits, String what, List<String> arguments, String input, Duration limit) {
        try (Waits.Wait wait = waits.begin(what, limit)) {
            return run(arguments, input, limit);
        }
    }

    /** The same, for programs that never take long. */
    public static End run(List<String> arguments, String input, Duration limit) {
        try {
            return converse(start(arguments), arguments.get(0), input, limit);
        } catch (IOException failure) {
            return new End.Failed(arguments.get(0) + " cannot be run: " + failure.getMessage());
        }
    }

    private static Process start(List<String> arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder.start();
    }

    /** Runs a program for as long as it takes, and hands over each line of its output as it comes. */
    public static End stream(List<String> arguments, Consumer<String> lines) {
        try {
            Process process = start(arguments);
            process.getOutputStream().close();
            CompletableFuture<String> errors = inBackground(() -> read(process.getErrorStream()));
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                output.lines().forEach(lines);
                return new End.Exited(process.waitFor(), "", errors.join());
            } finally {
                kill(process);
            }
        } catch (IOException | UncheckedIOException failure) {
            return new End.Failed(arguments.get(0) + " cannot be run: " + failure.getMessage());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return new End.Failed(arguments.get(0) + " was interrupted");
        }
    }

    private static End converse(Process process, String program, String input, Duration limit) {
        CompletableFuture<Boolean> written = inBackground(() -> write(process.getOutputStream(), input));
        CompletableFuture<String> output = inBackground(() -> read(process.getInputStream()));
        CompletableFuture<String> errors = inBackground(() -> read(process.getErrorStream()));
        try {
            CompletableFuture.allOf(written, output, errors).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("it said all and does not end");
            }
            return new End.Exited(process.exitValue(), output.join(), errors.join());
        } catch (TimeoutException failure) {
            return new End.Failed(program + " did not answer in time");
        } catch (ExecutionException failure) {
            return new End.Failed(program + " was given up: " + failure.getCause());
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            return new End.Failed(program + " was interrupted");
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** A thread of its own for each stream: one that hangs must not hold the others, nor the end of the program. */
    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(result, work), "child process");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException failure) {
            result.completeExceptionally(failure);
        }
    }

    /** A program that does not want its input closes the pipe: that is its right. */
    private static boolean write(OutputStream stream, String input) {
        try (stream) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static String read(InputStream stream) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (stream) {
            byte[] buffer = new byte[8192];
            for (int size = stream.read(buffer); size >= 0; size = stream.read(buffer)) {
                content.write(buffer, 0, size);
                if (content.size() > MOST_OUTPUT) {
                    throw new IllegalStateException("it wrote more than " + MOST_OUTPUT + " bytes");
                }
            }
        } catch (IOException ended) {
            return content.toString(StandardCharsets.UTF_8);
        }
        return content.toString(StandardCharsets.UTF_8);
    }
}
