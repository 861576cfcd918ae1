package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.PassLock;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.PosixLock;
import org.hubwarden.host.linux.files.Root;

/** {@code /run/hubwarden/pass.lock}: an fcntl lock, with the holder's pid inside for people. Thread-safe. */
public final class FilePassLock implements PassLock {

    private static final String DIRECTORY = "/run/hubwarden";
    private static final String WHAT = "the end of another pass";

    private final Root root;
    private final Waits waits;

    /** For the machine or a tree; the directory is made when the lock is taken. */
    public FilePassLock(Root root, Waits waits) {
        this.root = root;
        this.waits = waits;
    }

    @Override
    public Held acquire(Duration wait) throws HostFailure {
        PosixLock lock = lock(root.makeDirectory(DIRECTORY, 0755));
        PosixLock.Held held = lock.acquire(wait)
                .orElseThrow(() -> new HostFailure(
                        "Another pass is under way, by " + lock.owner() + ". Wait until it is over and try again."));
        sign(held.channel());
        return held::release;
    }

    @Override
    public Optional<String> blocker() {
        try {
            return lock(root.directory(DIRECTORY)).stranger().map(who -> WHAT + ", made by " + who);
        } catch (HostFailure e) {
            return Optional.empty();
        }
    }

    private PosixLock lock(Path directory) {
        return new PosixLock(directory.resolve("pass.lock"), WHAT, waits);
    }

    // Only for people who look into the file; the lock holds without it. Our name is not written over our name.
    private static void sign(FileChannel channel) {
        try {
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            ByteBuffer present = ByteBuffer.allocate(pid.length + 1);
            int size = channel.read(present, 0);
            if (size != pid.length || !Arrays.equals(pid, Arrays.copyOf(present.array(), size))) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid), 0);
            }
        } catch (IOException e) {
            // A full /run must not stop passes.
        }
    }
}
