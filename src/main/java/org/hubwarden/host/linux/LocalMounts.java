package org.hubwarden.host.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The file systems of this machine itself, by {@code mountinfo}; see proc(5). What is mounted twice is here once. */
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

    private static final int DEVICE = 2;
    private static final int ROOT = 3;
    private static final int POINT = 4;

    private final List<String> points = new ArrayList<>();
    private final List<String> others = new ArrayList<>();

    private LocalMounts() {}

    static LocalMounts parse(String mountinfo) {
        LocalMounts mounts = new LocalMounts();
        Set<String> seen = new HashSet<>();
        mountinfo.lines().forEach(line -> mounts.add(List.of(line.split(" ")), seen));
        return mounts;
    }

    private void add(List<String> fields, Set<String> seen) {
        int dash = fields.indexOf("-");
        if (dash <= POINT || fields.size() <= dash + 1) {
            return;
        }
        String type = fields.get(dash + 1);
        String point = unescaped(fields.get(POINT));
        if (OURS.contains(type) && seen.add(fields.get(DEVICE) + " " + fields.get(ROOT))) {
            points.add(point);
        } else if (!OURS.contains(type) && !NONE.contains(type)) {
            others.add(point + " (" + type + ")");
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

    /** Blanks and the like are written as a backslash and three octal digits. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 3 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
