package org.hubwarden.host.linux.leaving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hubwarden.observed.Mount;

/** The file systems of this machine itself. What is mounted twice is here once. */
final class LocalMounts {

    /** They hold files of this machine's own. */
    private static final Set<String> OURS = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "zfs",
            "bcachefs",
            "nilfs2",
            "tmpfs",
            "ramfs",
            "overlay");

    /** They hold no files that somebody made, or none whose modes the kernel obeys. */
    private static final Set<String> NONE = Set.of(
            "proc",
            "sysfs",
            "cgroup",
            "cgroup2",
            "devpts",
            "devtmpfs",
            "mqueue",
            "hugetlbfs",
            "debugfs",
            "tracefs",
            "securityfs",
            "pstore",
            "bpf",
            "configfs",
            "efivarfs",
            "fusectl",
            "autofs",
            "binfmt_misc",
            "rpc_pipefs",
            "nsfs",
            "selinuxfs",
            "vfat",
            "msdos",
            "exfat",
            "iso9660",
            "squashfs",
            "erofs");

    /** The kernel mounts at no longer path. */
    private static final int LONGEST = 4096;

    private final List<String> points = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final Set<String> foreign = new HashSet<>();
    private final Set<String> all = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    private LocalMounts() {}

    static LocalMounts of(List<Mount> all) {
        LocalMounts mounts = new LocalMounts();
        Map<String, Mount> seen = new LinkedHashMap<>();
        all.forEach(mount -> seen.put(mount.path(), mount)); // what is mounted over another covers it
        seen.forEach(mounts::know);
        mounts.choose(seen.values());
        return mounts;
    }

    private void know(String path, Mount mount) {
        all.add(path);
        parents.add(parent(path));
        if (!OURS.contains(mount.type()) && !NONE.contains(mount.type())) {
            others.add(path + " (" + mount.type() + ")");
            foreign.add(path);
        }
    }

    /** One that is not reached at one place may be at another. */
    private void choose(Collection<Mount> mounts) {
        Set<String> chosen = new HashSet<>();
        for (Mount mount : mounts) {
            boolean isReached = OURS.contains(mount.type()) && !isBelowForeign(mount.path());
            if (isReached && chosen.add(mount.device() + " " + mount.root())) {
                points.add(mount.path());
            }
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The way there leads through a file system that may not answer. */
    private boolean isBelowForeign(String point) {
        boolean isBelow = foreign.stream().anyMatch(other -> point.startsWith(other + "/"));
        if (isBelow) {
            others.add(point);
        }
        return isBelow;
    }

    /** Whether something is mounted right in such a directory; its path ends in no slash. */
    boolean isAnyIn(CharSequence directory) {
        return directory.length() <= LONGEST && parents.contains(directory.toString());
    }

    /** Whether it is where something is mounted: a mere look at that may never end. */
    boolean isPoint(CharSequence path) {
        return path.length() <= LONGEST && all.contains(path.toString());
    }

    /** Where they are mounted, as chars of bytes. */
    List<String> points() {
        return points;
    }

    /** What is mounted and is not this machine's own, or not known to be: for people. */
    List<String> others() {
        return others;
    }
}
