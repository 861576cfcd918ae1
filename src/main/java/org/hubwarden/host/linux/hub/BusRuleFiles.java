package org.hubwarden.host.linux.hub;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.Directories;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.observed.hub.BusRules;

/** The files of the system bus's rules. */
final class BusRuleFiles {

    private static final List<String> DIRECTORIES = List.of("/usr/share/dbus-1/system.d", "/etc/dbus-1/system.d");
    private static final long LARGEST = 1 << 20;
    private static final int ATTEMPTS = 3;

    private final Root root;
    private final List<String> unseen;

    /** {@code unseen}: gets what could not be read, for people. */
    BusRuleFiles(Root root, List<String> unseen) {
        this.root = root;
        this.unseen = unseen;
    }

    /** Whom they let speak with hubwarden. */
    Set<String> users() {
        Set<String> users = new HashSet<>();
        for (String directory : DIRECTORIES) {
            for (Path file : Directories.children(root.at(directory))) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".conf")) {
                    users.addAll(users(directory + "/" + name));
                }
            }
        }
        return users;
    }

    private Set<String> users(String path) {
        try {
            return FileContent.read(root.locate(path), LARGEST, ATTEMPTS)
                    .map(content -> BusRules.users(new String(content.bytes(), StandardCharsets.UTF_8)))
                    .orElse(Set.of());
        } catch (HostFailure refused) {
            unseen.add(path);
            return Set.of();
        }
    }
}
