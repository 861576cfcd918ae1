package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that an errand of ours runs within its own unit. */
final class Programs {

    private Programs() {}

    /**
     * What came of one.
     *
     * @param output both of its outputs, bytes as chars
     */
    record Result(int status, String output) {}

    /** Runs it to its end; keeps so much of what it says. */
    static Result run(List<String> command, int atMost) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readNBytes(atMost), StandardCharsets.ISO_8859_1);
            out.transferTo(OutputStream.nullOutputStream());
            return new Result(process.waitFor(), text.strip());
        }
    }
}
