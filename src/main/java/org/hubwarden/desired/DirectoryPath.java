package org.hubwarden.desired;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Paths that may stand in passwd(5) and be handed to root: absolute, normalised, of harmless characters. */
final class DirectoryPath {

    /** What sentences say about {@link #SHAPE}. */
    static final String SAFE = "an absolute path without . or .. of a-z, A-Z, 0-9 and . _ @ + - /";

    /** In characters. */
    static final int LONGEST = 255;

    /** Every part has a name that is neither . nor .., and nothing but harmless characters. */
    static final Pattern SHAPE = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@+-]+)+");

    /** The system's own, with everything below. */
    private static final List<String> SYSTEM_TREES = List.of(
            "/bin",
            "/boot",
            "/dev",
            "/etc",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/lost+found",
            "/proc",
            "/root",
            "/run",
            "/sbin",
            "/sys",
            "/tmp",
            "/usr",
            "/var/log",
            "/var/run",
            "/var/spool",
            "/var/tmp",
            "/var/lib/hubwarden");

    /** The system's own, though a directory below may be anybody's. */
    private static final Set<String> SYSTEM_DIRECTORIES = Set.of(
            "/var", "/var/backups", "/var/cache", "/var/lib", "/var/local", "/var/lock", "/var/mail", "/var/opt");

    private DirectoryPath() {}

    /** Whether homes must not lie there, because the system does. */
    static boolean belongsToSystem(String path) {
        return SYSTEM_DIRECTORIES.contains(path)
                || SYSTEM_TREES.stream().anyMatch(t -> path.equals(t) || path.startsWith(t + "/"));
    }

    /** Whether the directory holds what nobody's home may start with: all of /etc, for example. */
    static boolean isTopOfSystem(String path) {
        return SYSTEM_DIRECTORIES.contains(path) || SYSTEM_TREES.contains(path);
    }
}
