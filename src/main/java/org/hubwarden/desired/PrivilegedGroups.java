package org.hubwarden.desired;

import java.util.Set;

/**
 * Groups whose members are root, or can become it: by sudo, by running containers or virtual machines as root, by writing
 * disks or files that root runs, by reading what only root should. From Debian's base-passwd and the packages that make
 * them.
 */
final class PrivilegedGroups {

    private static final Set<String> NAMES = Set.of(
            "root",
            "sudo",
            "wheel",
            "admin",
            "adm",
            "docker",
            "lxd",
            "lxc",
            "incus",
            "incus-admin",
            "libvirt",
            "libvirtd",
            "libvirt-qemu",
            "microk8s",
            "disk",
            "shadow",
            "kmem",
            "staff",
            "systemd-journal");

    private PrivilegedGroups() {}

    static boolean contains(String group) {
        return NAMES.contains(group);
    }
}
