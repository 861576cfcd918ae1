package org.hubwarden.host.linux.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What nss-systemd(8) can tell of: it asks the services whose sockets stand in one directory, and reads records that lie in some others.
 * Where none but systemd itself is asked, it tells of dynamic users alone, each in a group of their own and in no other. To look
 * takes a hundredth of asking, which starts two programs.
 */
final class UserRecords {

    private static final String SERVICES = "run/systemd/userdb";
    private static final String SYSTEMD_ITSELF = "io.systemd.DynamicUser";

    /** Where records lie. */
    static final List<String> DIRECTORIES =
            List.of("etc/userdb", "run/userdb", "run/host/userdb", "usr/local/lib/userdb", "usr/lib/userdb");

    /** Dynamic users have these as uid and as gid, see systemd.exec(5). */
    private static final long FIRST_DYNAMIC = 61_184;

    private static final long LAST_DYNAMIC = 65_519;

    private final Path root;

    UserRecords(Path root) {
        this.root = root;
    }

    /**
     * Whether somebody may be a member of a group by them, be it as their primary one.
     *
     * @param group its name and its numbers
     */
    boolean mayTellMembers(Set<String> group) {
        return group.stream().anyMatch(UserRecords::isDynamic) || !isSystemdAlone();
    }

    private static boolean isDynamic(String number) {
        return number.matches("[0-9]{1,18}")
                && Long.parseLong(number) >= FIRST_DYNAMIC
                && Long.parseLong(number) <= LAST_DYNAMIC;
    }

    /** What cannot be looked at may hold something. */
    private boolean isSystemdAlone() {
        try {
            return names(SERVICES).equals(List.of(SYSTEMD_ITSELF)) && areEmpty();
        } catch (IOException | UncheckedIOException unseen) {
            return false;
        }
    }

    private boolean areEmpty() throws IOException {
        for (String directory : DIRECTORIES) {
            if (!names(directory).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private List<String> names(String directory) throws IOException {
        Path path = root.resolve(directory);
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> path.relativize(file).toString()).toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        }
    }
}
