package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;

/** {@code /run/hubwarden/pass.lock}: an fcntl lock, with the holder's pid inside for people. Thread-safe. */
public final class FilePassLock implements PassLock {

    private final Root root;

    /** For the machine or a tree; the directory is made when the lock is taken. */
    public FilePassLock(Root root) {
        this.root = root;
    }

    @Override
    public Held acquire(Duration wait) throws HostFailure {
        Path file = root.makeDirectory("/run/hubwarden", 0755).resolve("pass.lock");
        PosixLock lock = new PosixLock(file);
        PosixLock.Held held = lock.acquire(wait)
                .orElseThrow(() -> new HostFailure(
                        "Another pass is under way, by " + lock.owner() + ". Wait until it is over and try again."));
        sign(held.channel());
        return held::release;
    }

    // Only for people who look into the file; the lock holds without it.
    private static void sign(FileChannel channel) {
        try {
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // A full /run must not stop passes.
        }
    }
}
