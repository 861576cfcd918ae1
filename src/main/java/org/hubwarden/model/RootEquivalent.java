package org.hubwarden.model;

import java.util.Set;

/**
 * Groups whose members are root, or can become it: by sudo, by running containers or virtual machines as root, by writing
 * disks or files that root runs, by reading what only root should. From Debian's base-passwd and the packages that make
 * them.
 */
public final class RootEquivalent {

    private static final Set<String> GROUPS = Set.of(
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
            "podman",
            "disk",
            "shadow",
            "kmem",
            "kvm",
            "staff",
            "systemd-journal");

    private RootEquivalent() {}

    /** Whether membership in the group is as good as being an admin. */
    public static boolean isGroup(String name) {
        return GROUPS.contains(name);
    }
}
