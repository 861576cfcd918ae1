package org.hubwarden.host.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.hubwarden.observed.RunningProcess;

/**
 * A process of another user, started to be seen. It has ids that belong to nobody by systemd's division of them, and ends with
 * us, since it does nothing but read what we write.
 */
final class ProcessProbe implements AutoCloseable {

    private static final long USER = 65_533;
    private static final long GROUP = 65_532;

    /** Programs like setpriv(1) ask the name service about numbers as well, which may never answer; every Debian has this one. */
    private static final String PROGRAM =
            "$( = $) = '%1$d %2$d'; $< = $> = %1$d; exec '/bin/cat'".formatted(USER, GROUP);

    private final Process process;

    private ProcessProbe(Process process) {
        this.process = process;
    }

    /** Starts it; it runs as who it should be once this returns. */
    static ProcessProbe start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("/usr/bin/perl", "-e", PROGRAM));
        builder.environment().clear();
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        ProcessProbe probe = new ProcessProbe(builder.start());
        try {
            probe.greet();
            return probe;
        } catch (IOException failure) {
            probe.close();
            throw failure;
        }
    }

    /** It answers only after it became another. */
    private void greet() throws IOException {
        try {
            OutputStream to = process.getOutputStream();
            to.write('\n');
            to.flush();
        } catch (IOException ended) {
            throw refusal();
        }
        InputStream from = process.getInputStream();
        if (from.read() < 0) {
            throw refusal();
        }
    }

    private static IOException refusal() {
        return new IOException("perl did not start a process of another user; that takes root");
    }

    /** Whether this is the probe, seen as it is. */
    boolean isIt(RunningProcess seen) {
        return seen.pid() == process.pid()
                && seen.uids().equals(Set.of(USER))
                && seen.gids().equals(Set.of(USER, GROUP));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
