package org.hubwarden.host.linux.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Another process that takes a lock as lckpwdf(3) does, for tests. */
public final class LockProcess implements AutoCloseable {

    private final Process process;
    private final String said;

    private LockProcess(Process process, String said) {
        this.process = process;
        this.said = said;
    }

    /** Tries once to take the lock and keeps it until closed. */
    public static LockProcess on(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new LockProcess(process, Objects.requireNonNull(out.readLine()));
    }

    /** Whether it has the lock. */
    public boolean holds() {
        return said.equals("held");
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    /** The other process. */
    public static void main(String[] args) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(args[0], "rw");
                FileLock lock = file.getChannel().tryLock()) {
            System.out.println(lock == null ? "refused" : "held");
            System.in.read();
        }
    }
}
