package org.hubwarden.model;

import java.util.Set;

/** Groups of Debian whose members can become root or read what only root should. */
public final class RootEquivalent {

    private static final Set<String> GROUPS = Set.of(
            "root",
            "sudo",
            "wheel",
            "admin",
            "adm",
            "shadow",
            "disk",
            "docker",
            "lxd",
            "lxc",
            "incus-admin",
            "libvirt",
            "kvm",
            "kmem",
            "staff",
            "systemd-journal",
            "podman");

    private RootEquivalent() {}

    /** Whether membership in the group is as good as being an admin. */
    public static boolean isGroup(String name) {
        return GROUPS.contains(name);
    }
}
