package org.hubwarden.sweep;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How closely each part of the tree is looked at. */
public final class Coverage {

    /** How closely. */
    public enum Depth {
        /** Everything, with a digest of each file. */
        CONTENT,
        /** Everything, but what is in the files, which changes by itself. */
        ATTRIBUTES,
        /** Only what gives rights by itself: set-uid and set-gid files, capabilities, devices, immutable flags. */
        NOTABLE,
        /** Not at all. */
        NOTHING
    }

    private static final Map<Depth, List<String>> RULES = Map.of(
            Depth.CONTENT,
            List.of(
                    "/boot",
                    "/etc",
                    "/opt",
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/lib",
                    "/lib32",
                    "/lib64",
                    "/libx32",
                    "/srv/jupyterhub",
                    "/var/lib/jupyterhub",
                    "/root/.ssh",
                    "/run/systemd/system",
                    "/run/systemd/transient",
                    "/run/systemd/user",
                    "/run/systemd/system.control",
                    "/run/systemd/generator",
                    "/run/systemd/generator.early",
                    "/run/systemd/generator.late",
                    "/run/udev/rules.d",
                    "/run/tmpfiles.d",
                    "/run/sysctl.d",
                    "/run/modules-load.d",
                    "/run/binfmt.d",
                    "/run/userdb",
                    "/run/host/userdb",
                    "/run/polkit-1",
                    "/var/lib/dkms",
                    "/var/lib/dpkg/info",
                    "/var/lib/dpkg/diversions",
                    "/var/lib/dpkg/statoverride",
                    "/var/lib/dpkg/alternatives",
                    "/var/lib/extrausers",
                    "/var/lib/polkit-1",
                    "/var/lib/systemd/linger",
                    "/var/lib/docker/containers/*/hostconfig.json",
                    "/var/lib/lxc/*/config",
                    "/var/lib/initramfs-tools",
                    "/var/lib/machines",
                    "/var/lib/portables",
                    "/var/spool/at",
                    "/var/spool/cron"),
            Depth.ATTRIBUTES,
            List.of(
                    "/etc/.pwd.lock",
                    "/etc/adjtime",
                    "/etc/passwd",
                    "/etc/passwd-",
                    "/etc/shadow",
                    "/etc/shadow-",
                    "/etc/group",
                    "/etc/group-",
                    "/etc/gshadow",
                    "/etc/gshadow-",
                    "/etc/subuid",
                    "/etc/subuid-",
                    "/etc/subgid",
                    "/etc/subgid-",
                    "/etc/sudoers.d/jupyterhub-admins",
                    "/etc/sudoers.d/jupyterhub-admins-denied",
                    "/run/sudo/ts",
                    "/opt/tljh/state/acme.json",
                    "/opt/tljh/state/jupyterhub.sqlite",
                    "/opt/tljh/state/rules",
                    "/srv/jupyterhub/jupyterhub.sqlite",
                    "/var/lib/jupyterhub/jupyterhub-proxy.pid",
                    "/var/lib/jupyterhub/jupyterhub.sqlite",
                    "/var/lib/machines/*",
                    "/var/spool/at/.SEQ"),
            Depth.NOTABLE,
            List.of(
                    "/usr/share/doc",
                    "/usr/share/man",
                    "/usr/share/locale",
                    "/usr/share/icons",
                    "/usr/share/fonts",
                    "/usr/share/info"),
            Depth.NOTHING,
            List.of("/proc", "/sys", "/run/credentials"));

    /** What in a home starts by itself, or lets somebody in. */
    private static final List<String> IN_HOMES = List.of(
            ".ssh",
            ".config/systemd",
            ".config/containers",
            ".config/autostart",
            ".config/environment.d",
            ".local/share/systemd",
            ".local/share/dbus-1",
            ".profile",
            ".bashrc",
            ".bash_profile",
            ".bash_login",
            ".bash_logout",
            ".zshrc",
            ".zshenv",
            ".zprofile",
            ".pam_environment",
            ".rhosts",
            ".shosts",
            ".k5login",
            ".forward");

    private static final String ANY = "*";

    /** One directory of the rules. */
    private static final class Node {
        private final Map<String, Node> below = new HashMap<>();
        private Optional<Depth> depth = Optional.empty();
    }

    private final Node top = new Node();

    /**
     * That of every machine.
     *
     * @param homes of accounts, absolute
     */
    public static Coverage of(Collection<String> homes) {
        Coverage coverage = new Coverage();
        coverage.top.depth = Optional.of(Depth.NOTABLE);
        RULES.forEach((depth, paths) -> paths.forEach(path -> coverage.put(path, depth)));
        IN_HOMES.forEach(file -> coverage.put("/home/*/" + file, Depth.CONTENT));
        IN_HOMES.forEach(file -> coverage.put("/root/" + file, Depth.CONTENT));
        for (String home : homes) {
            if (home.startsWith("/") && home.length() > 1 && !home.startsWith("/home/")) {
                IN_HOMES.forEach(file -> coverage.put(home + "/" + file, Depth.CONTENT));
            }
        }
        return coverage;
    }

    private void put(String path, Depth depth) {
        Node at = top;
        for (String name : path.substring(1).split("/+", -1)) {
            at = at.below.computeIfAbsent(name, n -> new Node());
        }
        at.depth = Optional.of(depth);
    }

    /** Where a walk stands, and what it does there. */
    public record Place(Optional<Object> rules, Depth depth) {

        /** Whether nothing is looked at here, and there is no rule for what is below. */
        public boolean isNothing() {
            return depth == Depth.NOTHING;
        }
    }

    /** At the top of the tree. */
    public Place top() {
        return new Place(Optional.of(top), Depth.NOTABLE);
    }

    /** One name further down. */
    public Place below(Place place, String name) {
        Optional<Node> node = place.rules()
                .map(Node.class::cast)
                .flatMap(
                        at -> Optional.ofNullable(at.below.get(name)).or(() -> Optional.ofNullable(at.below.get(ANY))));
        Depth depth = node.flatMap(at -> at.depth).orElse(place.depth());
        return new Place(node.map(Object.class::cast), depth);
    }

    /** File systems on disks and in memory of the machine itself. Others may never answer, and are not ours to judge. */
    public static final Set<String> LOCAL = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "f2fs",
            "zfs",
            "bcachefs",
            "jfs",
            "reiserfs",
            "nilfs2",
            "tmpfs",
            "ramfs",
            "devtmpfs",
            "overlay",
            "vfat",
            "exfat",
            "squashfs",
            "erofs",
            "iso9660");
}
