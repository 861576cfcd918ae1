package org.hubwarden.host.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.host.linux.rights.SudoersFiles;

/** Which names in which directories matter to a pass. */
record WatchedPlaces(Path root, Path stateFile) {

    private static final Set<String> ACCOUNTS =
            Set.of("passwd", "shadow", "group", "gshadow", "sudoers", "sudoers.d", "nsswitch.conf");

    /** What stands in the place of a name when every file counts that sudo reads; drafts begin with a dot and are not. */
    private static final String ANY = "*";

    /**
     * Where systemd writes down what was set on a unit that runs. It tells nobody of it otherwise.
     */
    private static final List<String> SETTINGS =
            List.of("etc/systemd/system.control", "run/systemd/system.control", "run/systemd/transient");

    /** Directories of drop-ins of servers, and of the slice that they share. */
    private static final String DROP_INS = "jupyter*.d";

    private static final String DROP_IN = "*.conf";

    /** As many as the kernel follows. */
    private static final int MOST_LINKS = 40;

    /** The directories, each with the names in it. Followed anew at every call, since links may lead elsewhere now. */
    Map<Path, Set<String>> directories() {
        Map<Path, Set<String>> places = new HashMap<>();
        places.computeIfAbsent(root.resolve("etc"), p -> new HashSet<>()).addAll(ACCOUNTS);
        places.computeIfAbsent(root.resolve("etc/sudoers.d"), p -> new HashSet<>())
                .add(ANY);
        Path approved = root.resolve(FileApprovals.DIRECTORY.substring(1));
        add(approved, places);
        places.computeIfAbsent(approved, p -> new HashSet<>()).add(ANY);
        SETTINGS.forEach(directory -> addSettings(root.resolve(directory), places));
        addChain(places);
        parent(stateFile).ifPresent(directory -> add(directory, places));
        try {
            add(stateFile.toRealPath(), places);
        } catch (IOException absent) {
            return places;
        }
        return places;
    }

    private static void addSettings(Path directory, Map<Path, Set<String>> places) {
        add(directory, places);
        places.computeIfAbsent(directory, p -> new HashSet<>()).add(DROP_INS);
        try (DirectoryStream<Path> units = Files.newDirectoryStream(directory, DROP_INS)) {
            units.forEach(unit -> places.put(unit, Set.of(DROP_IN)));
        } catch (IOException absent) {
            // The directory above it is watched, and nothing is set before it is there.
            return;
        }
    }

    /** The state file, and each link on the way from it to where it really is: any of them may be replaced. */
    private void addChain(Map<Path, Set<String>> places) {
        Path at = stateFile;
        add(at, places);
        try {
            for (int links = 0; links < MOST_LINKS && Files.isSymbolicLink(at); links++) {
                at = at.resolveSibling(Files.readSymbolicLink(at));
                add(at, places);
            }
        } catch (IOException gone) {
            // Its directory is watched, and whatever comes in its place is followed then.
            return;
        }
    }

    private static void add(Path file, Map<Path, Set<String>> places) {
        parent(file)
                .ifPresent(directory -> places.computeIfAbsent(directory, p -> new HashSet<>())
                        .add(String.valueOf(file.getFileName())));
    }

    private static Optional<Path> parent(Path file) {
        return Optional.ofNullable(file.getParent());
    }

    /** Whether a change to this name matters where these do. */
    static boolean matters(String name, Set<String> names) {
        return names.contains(name)
                || (names.contains(ANY) && SudoersFiles.isReadBySudo(name))
                || names.stream().anyMatch(pattern -> isLike(name, pattern));
    }

    /** Whether it is one that a pattern with a star in it, and more than that, is for. */
    private static boolean isLike(String name, String pattern) {
        int star = pattern.indexOf('*');
        return star >= 0
                && !pattern.equals(ANY)
                && name.length() >= pattern.length() - 1
                && name.startsWith(pattern.substring(0, star))
                && name.endsWith(pattern.substring(star + 1));
    }

    /** What tells a directory from another that took its place. */
    static String identity(Path directory) {
        try {
            return String.valueOf(Files.readAttributes(directory, "unix:dev,ino"));
        } catch (IOException absent) {
            return "";
        }
    }
}
