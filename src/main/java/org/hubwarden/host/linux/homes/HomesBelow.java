package org.hubwarden.host.linux.homes;

import static org.hubwarden.host.linux.posix.Constants.AT_NO_AUTOMOUNT;
import static org.hubwarden.host.linux.posix.Constants.AT_SYMLINK_NOFOLLOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hubwarden.host.linux.posix.AclAttributes;
import org.hubwarden.host.linux.posix.Descriptor;
import org.hubwarden.host.linux.posix.Errno;
import org.hubwarden.host.linux.posix.FileName;
import org.hubwarden.host.linux.posix.FilePath;
import org.hubwarden.host.linux.posix.FileStat;
import org.hubwarden.host.linux.posix.Granule;
import org.hubwarden.host.linux.posix.Halves;
import org.hubwarden.host.linux.posix.NameRow;
import org.hubwarden.host.linux.posix.StatAnswer;
import org.hubwarden.host.linux.posix.SystemCallFailure;
import org.hubwarden.observed.HomeSight;

/**
 * Homes in one directory, and what stood there at the last look. Each is looked at every time. Its access control lists are
 * read again only when the time of its last change differs, which changes with them. Used by one thread.
 */
final class HomesBelow {

    private static final int FLAGS = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT;
    private static final HomeSight NEVER_SEEN = new HomeSight.Other("not looked at");
    private static final HomeSight ABSENT = new HomeSight.Absent();
    private static final int STRIDE = 64;

    private static final long UNREAD = Long.MIN_VALUE;

    private final List<String> paths;
    private final List<FileName> names;
    private final NameRow row;
    private final HomeSight[] sights;
    private final long[] listsReadAt;

    /** For homes of which nothing is known yet. */
    HomesBelow(List<String> paths) {
        this(paths, Map.of(), new HomeSight[0], new long[0], List.of());
    }

    /** For other homes in the same directory: what is known of homes that are in both is kept. */
    HomesBelow with(List<String> others) {
        Map<String, Integer> places = new HashMap<>(paths.size() * 2);
        for (int i = 0; i < paths.size(); i++) {
            places.put(paths.get(i), i);
        }
        return new HomesBelow(others, places, sights, listsReadAt, names);
    }

    /** {@code places}: where a path is in the rest. */
    private HomesBelow(
            List<String> paths,
            Map<String, Integer> places,
            HomeSight[] knownSights,
            long[] knownLists,
            List<FileName> knownNames) {
        this.paths = paths;
        this.names = new ArrayList<>(paths.size());
        this.sights = new HomeSight[paths.size()];
        this.listsReadAt = new long[paths.size()];
        for (int i = 0; i < sights.length; i++) {
            Integer known = places.get(paths.get(i));
            names.add(known == null ? FilePath.parse(paths.get(i)).name() : knownNames.get(known));
            sights[i] = known == null ? NEVER_SEEN : knownSights[known];
            listsReadAt[i] = known == null ? UNREAD : knownLists[known];
        }
        this.row = new NameRow(names);
    }

    /**
     * Looks at all of them in their directory; says whether anything is not as it was.
     *
     * @param step run again and again, so that one sees whether the file system answers
     */
    boolean look(Descriptor directory, FileStat stat, Runnable step) {
        long now = Granule.nanos(Instant.now());
        return Halves.of(sights.length, (from, to) -> new Part(directory, stat, step, now).look(from, to))
                .contains(true);
    }

    /** The directory itself could not be opened. */
    boolean hidden(HomeSight why) {
        boolean changed = false;
        for (int i = 0; i < sights.length; i++) {
            listsReadAt[i] = UNREAD;
            changed |= update(i, why);
        }
        return changed;
    }

    private boolean update(int home, HomeSight sight) {
        boolean changed = sight != sights[home] && !sight.equals(sights[home]);
        sights[home] = sight;
        return changed;
    }

    /** Some of them, looked at by one thread. */
    private final class Part {

        private final Descriptor directory;
        private final FileStat directoryStat;
        private final Runnable step;
        private final long now;
        private final StatAnswer answer = new StatAnswer();

        Part(Descriptor directory, FileStat directoryStat, Runnable step, long now) {
            this.directory = directory;
            this.directoryStat = directoryStat;
            this.step = step;
            this.now = now;
        }

        boolean look(int from, int to) {
            boolean changed = false;
            for (int i = from; i < to; i++) {
                if (i % STRIDE == 0) {
                    step.run();
                }
                changed |= update(i, look(i));
            }
            return changed;
        }

        private HomeSight look(int home) {
            int errno = row.look(directory, home, FLAGS, answer);
            if (errno == Errno.ENOENT.number()) {
                listsReadAt[home] = UNREAD;
                return ABSENT;
            }
            try {
                if (errno != 0) {
                    throw new SystemCallFailure("cannot look at", names.get(home), Errno.of(errno));
                }
                return look(home, answer.stat());
            } catch (SystemCallFailure failure) {
                listsReadAt[home] = UNREAD;
                return HomesLook.unseen(failure);
            }
        }

        private HomeSight look(int home, FileStat stat) throws SystemCallFailure {
            FileName name = names.get(home);
            if (!stat.isDirectory()) {
                return new HomeSight.Other(
                        stat.isLink() ? "a symbolic link to " + FileName.shown(directory.readLink(name)) : stat.kind());
            }
            if (stat.isMountIn(directoryStat)) {
                return new HomeSight.Other("a mount point");
            }
            boolean known = stat.changedNanos() == listsReadAt[home] && sights[home] instanceof HomeSight.Directory;
            if (known && isAs((HomeSight.Directory) sights[home], stat)) {
                return sights[home];
            }
            boolean opens = AclAttributes.open(directory, name, stat);
            listsReadAt[home] = Granule.isOver(stat.changedNanos(), now) ? stat.changedNanos() : UNREAD;
            return new HomeSight.Directory(stat.uid(), stat.gid(), stat.permissions(), opens);
        }
    }

    private static boolean isAs(HomeSight.Directory sight, FileStat stat) {
        return sight.uid() == stat.uid() && sight.gid() == stat.gid() && sight.mode() == stat.permissions();
    }

    /** What stood there at the last look. */
    void addTo(Map<String, HomeSight> sightsByPath) {
        for (int i = 0; i < sights.length; i++) {
            sightsByPath.put(paths.get(i), sights[i]);
        }
    }
}
