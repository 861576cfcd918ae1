package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that holds an fcntl(2) lock on a file, as an editor does. */
public final class LockingProcess {

    private LockingProcess() {}

    public static void main(String[] args) throws IOException {
        try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
            file.lock();
            System.out.println("locked");
            System.in.read();
        }
    }

    /** Starts it; it has the lock when it writes its first line, and ends with its input. */
    public static Process start(Path file) throws IOException, URISyntaxException {
        Path classes = Path.of(LockingProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String java =
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", classes.toString(), LockingProcess.class.getName(), file.toString())
                .start();
    }
}
