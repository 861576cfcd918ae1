package org.hubwarden.host.linux.leaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a uid means what it means to us: user_namespaces(7). */
final class UserNamespace {

    private UserNamespace() {}

    /** Whether a process is in another one than we are; no, where that cannot be seen. Takes the right to trace it. */
    static boolean isOther(long pid) {
        try {
            return !of(Long.toString(pid)).equals(of("self"));
        } catch (IOException unseen) {
            return false;
        }
    }

    private static Path of(String process) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc", process, "ns/user"));
    }
}
