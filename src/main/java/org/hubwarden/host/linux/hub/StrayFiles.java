package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.linux.accounts.LinuxIdSources;
import org.hubwarden.host.linux.files.Directories;
import org.hubwarden.host.linux.files.PathStat;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.model.IdRange;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.observed.hub.Stray;

/** Files that removed accounts left where such files lie: not a search of the whole machine, which takes hours. */
final class StrayFiles {

    private static final List<String> PLACES = List.of(
            "/home",
            "/srv",
            "/opt",
            "/var/mail",
            "/var/spool/cron/crontabs",
            "/var/spool/cron/atjobs",
            "/tmp",
            "/var/tmp",
            "/dev/shm");

    private static final int MOST = 200;

    private final Root root;
    private final Set<Long> uids;
    private final IdRange people;

    StrayFiles(Root root, AccountDatabases accounts) throws HostFailure {
        this.root = root;
        this.people = new LinuxIdSources(root).loginDefs();
        this.uids = accounts.passwd().entries().map(PasswdEntry::uid).collect(Collectors.toSet());
    }

    List<Stray> find() {
        List<Stray> strays = new ArrayList<>();
        for (String place : PLACES) {
            for (Path child : Directories.children(root.at(place))) {
                long owner = owner(child);
                if (people.contains(owner) && !uids.contains(owner) && strays.size() < MOST) {
                    strays.add(new Stray(owner, place + "/" + child.getFileName(), false));
                }
            }
        }
        return strays;
    }

    private static long owner(Path path) {
        try {
            return PathStat.of(path).uid();
        } catch (IOException gone) {
            return -1;
        }
    }
}
