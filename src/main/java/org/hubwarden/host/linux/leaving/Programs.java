package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Programs that an errand of ours runs within its own unit. */
final class Programs {

    /** What a disk takes in that time is little beside what is kept free. */
    private static final long PAUSE_MILLIS = 100;

    private Programs() {}

    /**
     * What came of one.
     *
     * @param output both of its outputs, bytes as chars
     * @param wasStopped whether it was to be killed; one that ended meanwhile may have ended well
     */
    record Result(int status, String output, boolean wasStopped) {}

    /** Runs it to its end; keeps so much of what it says. */
    static Result run(List<String> command, int atMost) throws IOException, InterruptedException {
        return runWhile(() -> true, command, atMost);
    }

    /** The same; it is killed once something is not so any more. */
    static Result runWhile(BooleanSupplier condition, List<String> command, int atMost)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        AtomicBoolean wasStopped = new AtomicBoolean();
        Thread guard = new Thread(() -> guard(process, condition, wasStopped), "guard of a program");
        guard.setDaemon(true);
        guard.start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readNBytes(atMost), StandardCharsets.ISO_8859_1);
            out.transferTo(OutputStream.nullOutputStream());
            return new Result(process.waitFor(), text.strip(), wasStopped.get());
        }
    }

    private static void guard(Process process, BooleanSupplier condition, AtomicBoolean wasStopped) {
        try {
            while (!process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!condition.getAsBoolean()) {
                    wasStopped.set(true);
                    process.toHandle().destroyForcibly(); // its own method would close what is being read
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
