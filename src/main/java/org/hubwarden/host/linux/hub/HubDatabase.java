package org.hubwarden.host.linux.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.files.FileContent;
import org.hubwarden.host.linux.files.RememberedFile;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.observed.hub.HubUsers;
import org.hubwarden.observed.hub.UsersTable;

/** The hub's database, where it is a file of SQLite: next to a hub that runs, or where hubs usually keep it. */
final class HubDatabase {

    private static final String NAME = "/jupyterhub.sqlite";
    private static final List<String> USUAL =
            List.of("/opt/tljh/state", "/var/lib/jupyterhub", "/srv/jupyterhub", "/etc/jupyterhub");
    private static final long LARGEST = 64 << 20;
    private static final int ATTEMPTS = 3;

    private final Root root;

    HubDatabase(Root root) {
        this.root = root;
    }

    /**
     * Reads the first that is there.
     *
     * @param beside the directories that hubs run in
     * @param unseen takes why one that is there was not read
     */
    Optional<HubUsers> read(List<String> beside, List<String> unseen) {
        Set<String> directories = new LinkedHashSet<>(beside);
        directories.addAll(USUAL);
        for (String directory : new ArrayList<>(directories)) {
            String path = directory + NAME;
            try {
                Path file = root.locate(path);
                Optional<byte[]> bytes =
                        FileContent.read(file, LARGEST, ATTEMPTS).map(FileContent::bytes);
                if (bytes.isPresent()) {
                    return users(path, bytes.get(), file, unseen);
                }
            } catch (HostFailure refused) {
                unseen.add(path + ", so whose user is gone from the hub is not known");
                return Optional.empty();
            }
        }
        if (!beside.isEmpty()) {
            unseen.add("the hub's database, which is no file where the hub runs: who its users are is not known");
        }
        return Optional.empty();
    }

    private static Optional<HubUsers> users(String path, byte[] bytes, Path file, List<String> unseen)
            throws HostFailure {
        boolean log = UsersTable.hasLog(bytes)
                && RememberedFile.stat(file.resolveSibling(file.getFileName() + "-wal"))
                        .filter(stat -> stat.size() > 0)
                        .isPresent();
        boolean journal = RememberedFile.stat(file.resolveSibling(file.getFileName() + "-journal"))
                .filter(stat -> stat.size() > 0)
                .isPresent();
        if (log || journal) {
            unseen.add(path + " while the hub writes to it; try again, or when the hub is stopped");
            return Optional.empty();
        }
        Optional<SortedMap<String, Boolean>> users = UsersTable.read(bytes);
        if (users.isEmpty()) {
            unseen.add(path + ", which is in no form that this version knows");
        }
        return users.map(found -> new HubUsers(path, found));
    }
}
