package org.hubwarden.host.linux.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hubwarden.host.HostFailure;

/** Makes sentences of what the kernel refuses. */
public final class IoFault {

    private static final Map<String, String> ADVICE = Map.of(
            "permission denied", "this needs root",
            "operation not permitted",
                    "look for the attributes i and a with lsattr, for the file and its directory, and take them off with chattr"
                            + " when the machine may be changed",
            "read-only file system", "mount it writable",
            "no space left on device", "free some space there",
            "disk quota exceeded", "free some space there",
            "input/output error", "look at the disk, dmesg says more");

    private IoFault() {}

    /** "Cannot DOING PATH: reason; advice." */
    public static HostFailure failure(String doing, Path path, IOException e) {
        return new HostFailure("Cannot " + doing + " " + path + ": " + explain(e) + ".", e);
    }

    /** The reason, and what to do about it where we know. */
    public static String explain(IOException e) {
        String reason = reason(e);
        return Optional.ofNullable(ADVICE.get(reason.toLowerCase(Locale.ROOT)))
                .map(advice -> reason + "; " + advice)
                .orElse(reason);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something stands there already";
        }
        if (e instanceof ClosedByInterruptException) {
            return "it was interrupted";
        }
        String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
