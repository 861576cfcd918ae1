package org.hubwarden.host.linux.leaving;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
            "iso9660",
            "squashfs",
            "erofs");

    private final List<String> points = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private LocalMounts() {}

    static LocalMounts of(List<Mount> all) {
        LocalMounts mounts = new LocalMounts();
        Set<String> seen = new HashSet<>();
        all.forEach(mount -> mounts.add(mount, seen));
        return mounts;
    }

    private void add(Mount mount, Set<String> seen) {
        boolean isOurs = OURS.contains(mount.type());
        if (isOurs && seen.add(mount.device() + " " + mount.root())) {
            points.add(mount.path());
        } else if (!isOurs && !NONE.contains(mount.type())) {
            others.add(mount.path() + " (" + mount.type() + ")");
        }
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
